/** Words on the pages, which lie at a Polish desk: like the export's (export-words.ts) a file format, not the screen's language. */
import type { Truth } from '../../contract/views.ts';
import type { VisitGap, VisitStatus } from '../../domain/visit.ts';

export const packWords = {
  title: 'Lista dnia na wypadek awarii',
  asOf: 'Stan na',
  of: 'z',
  page: 'strona',
  central: 'Centralna e-rejestracja potwierdzona:',
  neverCentral: 'Bez danych centralnej e-rejestracji',
  unconfirmed: 'Niepotwierdzone (w uwagach):',
  allConfirmed: 'Wszystkie wizyty potwierdzone',
  othersConfirmed: 'pozostałe potwierdzone',
  booked: 'Umówione:',
  freeCount: 'wolne:',
  nobody: 'Tego dnia nikt nie przyjmuje.',
  free: 'wolny termin',
  urgent: 'pilne',
  entitled: 'poza kolejnością',
  room: 'gab.',
  clinic: 'poradnia',
  ticks: ['tak', 'nie'],
  columns: ['Godz.', 'Pacjent', 'Rodzaj', 'Uwagi', 'Przyszedł', 'Notatka'],
  later: 'Po powrocie prądu i sieci: Wydruki → Dopisz z kartki. Dane pacjentów: po przepisaniu zniszcz wydruk.',
} as const;

export const packKinds = { first: 'pierwsz.', continuation: 'kont.', mammography: 'mmg', cytology: 'cyt.' } as const;

export const packTruths: Record<Truth, string | null> = {
  local: 'na tym komputerze',
  sent: 'wysłane',
  unknown: 'wyjaśniane',
  refused: 'odmowa',
  confirmed: null,
};

export const packStatuses: Record<VisitStatus, string | null> = {
  booked: null,
  arrived: 'czeka',
  fulfilled: 'zrealizowana',
  cancelled: 'odwołana',
  'no-show': 'niestawienie się',
};

export const packGaps: Record<VisitGap, string> = {
  'outside-schedule': 'poza grafikiem',
  holiday: 'w dzień świąteczny',
  'double-booked': 'dwie wizyty w jednym terminie',
  'no-contact': 'brak kontaktu',
  'no-pesel': 'brak numeru PESEL',
  'bad-pesel': 'błędny numer PESEL',
  'no-referral': 'brak skierowania',
};

const weekdays = ['poniedziałek', 'wtorek', 'środa', 'czwartek', 'piątek', 'sobota', 'niedziela'];

/** `poniedziałek, 30.11.2026` */
export function longDate(date: string, weekday: number): string {
  return `${weekdays[weekday - 1]}, ${shortDate(date)}`;
}

/** `30.11.2026` */
export const shortDate = (date: string): string => date.split('-').toReversed().join('.');
