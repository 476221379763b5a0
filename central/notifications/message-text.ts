/**
 * Every sentence that patients are sent. Short and plain; nothing about the illness, the referral or the kind of clinic
 * beyond the names of doctor and place; an SMS keeps to two segments whatever the names (R40, R41).
 */
import { patientReturns } from '../../core/domain/after-cancel.ts';
import { localDateTimeOf, weekdayOf } from '../../core/domain/time.ts';
import type { CommunicationFacts } from './communication.ts';
import { smsLength, toGsm7 } from './sms-length.ts';

export interface MessageText {
  /** Of an e-mail or push message. */
  subject: string;
  text: string;
}

const maxSegments = 2;
/** That there was one is all that counts here. */
const anyReferral = { key: null, code: null, clinicCodes: null };
const weekdays = ['pn.', 'wt.', 'śr.', 'czw.', 'pt.', 'sob.', 'niedz.'];
const longWeekdays = ['poniedziałek', 'wtorek', 'środa', 'czwartek', 'piątek', 'sobota', 'niedziela'];

export function messageText(message: CommunicationFacts): MessageText {
  if (message.medium !== 'sms') return longText(message);
  for (const lengths of [
    { clinic: 80, actor: 60 },
    { clinic: 45, actor: 35 },
    { clinic: 30, actor: 24 },
  ]) {
    const text = toGsm7(smsText(message, lengths));
    if (smsLength(text).segments <= maxSegments) return { subject: '', text };
  }
  throw new Error(`an SMS of kind ${message.kind} that cannot be made short`);
}

interface Lengths {
  clinic: number;
  actor: number;
}

function smsText(message: CommunicationFacts, lengths: Lengths): string {
  const { facts, kind } = message;
  const place = placeOf(message, lengths);
  const at = facts.startsAt ? shortTime(facts.startsAt) : '';
  const whose = whoseVisit(message);
  switch (kind) {
    case 'confirmation':
      return `Wizyta: ${at}${whose}, ${place}. Odpisz NIE, aby odwołać.`;
    case 'booked':
      return facts.bookedBy === 'waiting-room'
        ? `Jest termin z poczekalni: ${at}${whose}, ${place}. Nie pasuje? Odpisz NIE, aby odwołać, lub zmień go w IKP.`
        : `Wizyta umówiona: ${at}${whose}, ${place}. Odpisz NIE, aby odwołać.`;
    case 'moved':
      return `Zmiana terminu. Nowy termin: ${at}${whose}, ${place}. Poprzedni${previously(facts.previousStartsAt)} jest nieaktualny. Odpisz NIE, aby odwołać.`;
    case 'place':
      return `Zmiana miejsca wizyty ${at}${whose}. Nowe miejsce: ${place}. Godzina bez zmian. Odpisz NIE, aby odwołać.`;
    case 'reminder':
      return `Przypomnienie: wizyta ${at}${whose}, ${place}. Nie możesz przyjść? Odpisz NIE, a wizyta zostanie odwołana.`;
    case 'cancelled':
      return `Wizyta ${at}${whose} odwołana${byClinic(message) ? ' przez przychodnię' : ''}. ${afterwards(message, 'sms')}`.trim();
    case 'entry-made':
      return `Zgłoszenie${whose} jest w poczekalni. Gdy znajdzie się termin, przyjdzie SMS. Aby usunąć zgłoszenie, odpisz USUŃ.`;
    case 'entry-deleted':
      return `Zgłoszenie${whose} jest usunięte z poczekalni.`;
    case 'entry-void':
      return `E-skierowanie${whose} anulował wystawca, więc zgłoszenie nie czeka już na termin. O nowe zapytaj lekarza.`;
    case 'reply-unclear':
      return 'Nie udało się odczytać odpowiedzi. Aby odwołać wizytę, odpisz NIE. Jeśli przyjdziesz, nie odpisuj.';
    case 'reply-which':
      return `Którą wizytę odwołać? Odpisz: ${(facts.choices ?? []).map((choice) => `NIE ${replyTime(choice)}`).join(' lub ')}.`;
    case 'reply-nothing':
      return 'Brak wizyty, którą można odwołać z tego numeru. Wizyty są widoczne w IKP i w przychodni.';
    default:
      return kind satisfies never;
  }
}

function longText(message: CommunicationFacts): MessageText {
  const { facts, kind } = message;
  const place = placeOf(message, { clinic: 200, actor: 200 });
  const at = facts.startsAt ? longTime(facts.startsAt) : '';
  const whose = whoseVisit(message);
  const change = 'Termin można zmienić lub odwołać w IKP albo w przychodni.';
  switch (kind) {
    case 'confirmation':
      return {
        subject: 'Potwierdzenie wizyty',
        // R35: in IKP a continuation is cancelled, never moved.
        text: `Wizyta: ${at}${whose}.\nMiejsce: ${place}.\n\n${
          facts.kind === 'continuation'
            ? 'Wizytę można odwołać w IKP albo w przychodni. Nowy termin ustala się w przychodni.'
            : change
        }`,
      };
    case 'booked': {
      const subject = facts.bookedBy === 'waiting-room' ? 'Termin z poczekalni' : 'Wizyta umówiona';
      return { subject, text: `${subject}: ${at}${whose}.\nMiejsce: ${place}.\n\n${change}` };
    }
    case 'moved':
      return {
        subject: 'Zmiana terminu wizyty',
        text: `Nowy termin wizyty: ${at}${whose}.\nMiejsce: ${place}.\nPoprzedni termin${previously(facts.previousStartsAt)} jest nieaktualny.\n\n${change}`,
      };
    case 'place':
      return {
        subject: 'Zmiana miejsca wizyty',
        text: `Wizyta ${at}${whose} odbędzie się w innym miejscu.\nNowe miejsce: ${place}.\nGodzina się nie zmienia.\n\n${change}`,
      };
    case 'reminder':
      return {
        subject: 'Przypomnienie o wizycie',
        text: `Przypomnienie o wizycie: ${at}${whose}.\nMiejsce: ${place}.\n\nNie możesz przyjść? Odwołaj wizytę w IKP albo w przychodni, a termin dostanie ktoś inny.`,
      };
    case 'cancelled':
      return {
        subject: 'Wizyta odwołana',
        text: `Wizyta ${at}${whose} została odwołana${byClinic(message) ? ' przez przychodnię' : ''}.\nMiejsce: ${place}.\n\n${afterwards(message, 'letter')}`.trim(),
      };
    case 'entry-made':
      return {
        subject: 'Zgłoszenie w poczekalni',
        text: `Zgłoszenie${whose} jest w poczekalni. Gdy znajdzie się termin, przyjdzie wiadomość. Prognozę i kryteria widać w IKP; tam też można usunąć zgłoszenie.`,
      };
    case 'entry-deleted':
      return { subject: 'Zgłoszenie usunięte', text: `Zgłoszenie${whose} jest usunięte z poczekalni.` };
    case 'entry-void':
      return {
        subject: 'Skierowanie anulowane',
        text: `E-skierowanie${whose} anulował wystawca, więc zgłoszenie w poczekalni nie czeka już na termin.\n\nO nowe e-skierowanie zapytaj lekarza, który je wystawił. Umówiona już wizyta pozostaje; w jej sprawie odezwie się przychodnia.`,
      };
    case 'reply-unclear':
    case 'reply-which':
    case 'reply-nothing':
      return { subject: 'Odpowiedź na SMS', text: smsText(message, { clinic: 200, actor: 200 }) };
    default:
      return kind satisfies never;
  }
}

/** R27, R29, R35: what becomes of a patient whose visit is cancelled, and how to leave the waiting room. */
function afterwards({ facts }: CommunicationFacts, form: 'sms' | 'letter'): string {
  const { service, kind, legacy, referral, cancelReason } = facts;
  if (cancelReason === 'death') return '';
  if (facts.deleted === true) return 'Zgłoszenie jest usunięte z poczekalni.';
  if (kind === 'continuation') return 'Nowy termin ustala się w przychodni.';
  if (service !== 'cardiology') return 'Nowy termin można umówić w IKP albo w przychodni.';
  const known = { service, kind: kind ?? 'first', legacy: legacy ?? false, referral: referral ? anyReferral : null };
  if (!patientReturns({ visit: known, reason: cancelReason ?? null })) return 'Nowy termin można umówić w przychodni.';
  return form === 'sms'
    ? 'Zgłoszenie wraca do poczekalni i znów czeka na termin. Aby je usunąć, odpisz USUŃ.'
    : 'Zgłoszenie wraca do poczekalni i znów czeka na termin. Można je usunąć w IKP albo w przychodni.';
}

function byClinic({ facts }: CommunicationFacts): boolean {
  const { cancelReason } = facts;
  return (
    cancelReason === 'practitioner-absent' ||
    cancelReason === 'breakdown' ||
    cancelReason === 'schedule-change' ||
    cancelReason === 'desk-error'
  );
}

function placeOf({ clinicName, actorName, stop }: CommunicationFacts, { clinic, actor }: Lengths): string {
  const where = stop ?? clinicName;
  return [actorName && cut(actorName, actor), where && cut(where, clinic)].filter(Boolean).join(', ');
}

function whoseVisit({ facts, givenName }: CommunicationFacts): string {
  return givenName && facts.relation !== undefined && facts.relation !== 'patient' ? ` (${cut(givenName, 20)})` : '';
}

const previously = (instant: string | undefined): string => (instant ? ` ${shortTime(instant)}` : '');

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}.`;
}

/** `pt. 27.11.2026, godz. 9:20` on the clinic's clock. */
export function shortTime(instant: string): string {
  const { weekday, date, time } = partsOf(instant);
  return `${weekdays[weekday - 1]} ${date}, godz. ${time}`;
}

/** `piątek, 27.11.2026, godz. 9:20` */
function longTime(instant: string): string {
  const { weekday, date, time } = partsOf(instant);
  return `${longWeekdays[weekday - 1]}, ${date}, godz. ${time}`;
}

/** `27.11 9:20`: short enough to be typed on a phone. */
export function replyTime(instant: string): string {
  const { date, time } = partsOf(instant);
  return `${date.slice(0, 5)} ${time}`;
}

function partsOf(instant: string) {
  const [day, clock] = localDateTimeOf(instant).split('T') as [string, string];
  const [year, month, dayOfMonth] = day.split('-');
  return { weekday: weekdayOf(day), date: `${dayOfMonth}.${month}.${year}`, time: clock.replace(/^0/, '') };
}
