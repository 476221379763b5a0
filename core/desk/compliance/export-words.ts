/**
 * Words of the files, which Polish offices read: a file format like the import's column names, not the screen's language.
 * Headings of the AP-KOLCE files are understood by our own import (core/desk/import/columns.ts).
 */
import type { DifferenceCause } from '../../domain/compliance/compare-kolce.ts';
import type { PaymentRisk } from '../../domain/compliance/visit-risks.ts';
import type { Service, VisitKind } from '../../domain/schedule.ts';
import type { VisitStatus } from '../../domain/visit.ts';

export const headings = {
  statement: [
    'Miesiąc',
    'Usługa',
    'Umówione',
    'Zrealizowane',
    'Ze zdarzeniem medycznym',
    'Niestawienia się',
    'Odwołane',
    'Bez zakończenia',
    'Liczą się do zapłaty',
  ],
  comparison: ['Kod świadczenia', 'Miesiąc', 'Centralna e-rejestracja', 'AP-KOLCE', 'Różnica', 'Udział %', 'Przyczyny'],
  risks: ['Data', 'Godzina', 'Lekarz', 'Pacjent', 'Stan', 'Zagrożenie'],
  'kolce-counts': ['Kod świadczenia', 'Miesiąc', 'Liczba terminów'],
  'kolce-slots': ['Kod świadczenia', 'Kod komórki', 'Data', 'Godzina', 'Lekarz', 'Rodzaj', 'Stan', 'Zmiana'],
  'kolce-visits': [
    'Data',
    'Godzina',
    'Lekarz',
    'Kod',
    'Pacjent',
    'PESEL',
    'Telefon',
    'E-mail',
    'Rodzaj',
    'Nr skierowania',
    'Kategoria',
    'Stan',
  ],
  archive: [
    'Data',
    'Godzina',
    'Minuty',
    'Lekarz',
    'Kod',
    'Pacjent',
    'PESEL',
    'Telefon',
    'E-mail',
    'Rodzaj',
    'Nr skierowania',
    'Kategoria',
    'Stan',
    'Nr zdarzenia medycznego',
    'Umówiono',
    'Notatka',
    'Zgodność z centralą',
    'Identyfikator',
  ],
};

export const serviceWords: Record<Service, string> = {
  cardiology: 'kardiologia',
  mammography: 'mammografia',
  cytology: 'cytologia',
};

export const kindWords: Record<VisitKind, string> = { first: 'pierwszorazowa', continuation: 'kontynuacja' };

export const statusWords: Record<VisitStatus, string> = {
  booked: 'umówiona',
  arrived: 'pacjent na miejscu',
  fulfilled: 'zrealizowana',
  cancelled: 'odwołana',
  'no-show': 'niestawienie się',
};

export const riskWords: Record<PaymentRisk, string> = {
  'no-outcome': 'bez zakończenia',
  'no-event': 'bez zdarzenia medycznego',
  'no-referral': 'bez skierowania',
  'no-contact': 'bez kontaktu',
  'no-pesel': 'bez poprawnego numeru PESEL',
  'not-at-central': 'nie ma jej w centralnej e-rejestracji',
  'outside-schedule': 'poza opublikowanym grafikiem',
};

export const causeWords: Record<DifferenceCause['cause'], string> = {
  unsent: 'jeszcze niewysłane',
  'outside-schedule': 'wizyty poza grafikiem',
  withdrawn: 'nieobecności i wycofane terminy',
  'schedule-ends': 'grafik kończy się wcześniej',
  'not-in-kolce': 'brak danych AP-KOLCE',
  unexplained: 'do wyjaśnienia',
};
