import type { ExamReason } from '../../core/domain/exam-programme.ts';
import type { Refusal } from '../../core/domain/refusal.ts';
import type { Explained } from './texts.ts';
import { dateText } from './time-texts.ts';

/** R36 D: why she does not qualify, and what she can do. */
export function explainExam(facts: Refusal['facts'] = {}): Explained {
  return reasons[facts.why as ExamReason]?.(facts) ?? unknown;
}

const unknown: Explained = { what: 'Nie ma teraz uprawnień do tego badania.', act: 'O warunki programu zapytaj w przychodni.' };

const day = (date: unknown): string => (typeof date === 'string' ? dateText(date) : '');

const reasons: Record<ExamReason, (facts: NonNullable<Refusal['facts']>) => Explained> = {
  age: ({ minAge, maxAge }) => ({
    what: `Program jest dla osób w wieku od ${minAge} do ${maxAge} lat.`,
    act: 'Jeśli coś niepokoi, zapytaj o badanie lekarza rodzinnego.',
  }),
  sex: () => ({ what: 'Program jest dla kobiet.', act: 'O inne badania zapytaj lekarza rodzinnego.' }),
  interval: ({ lastExamOn, from }) => ({
    what: `Ostatnie badanie było ${day(lastExamOn)}.`,
    act: `Na następne można umówić się od dnia: ${day(from)}. Jeśli coś niepokoi, nie czekaj i zapytaj lekarza.`,
  }),
  excluded: () => ({
    what: 'Z danych medycznych wynika, że to badanie prowadzi się poza programem profilaktycznym.',
    act: 'O badanie zapytaj lekarza, który prowadzi leczenie.',
  }),
  'not-insured': () => ({
    what: 'System eWUŚ nie potwierdza dziś prawa do świadczeń NFZ.',
    act: 'Sprawdź zgłoszenie do ubezpieczenia w ZUS, u pracodawcy albo w KRUS i wróć na tę stronę.',
  }),
  booked: ({ bookedOn }) => ({
    what: `To badanie jest już umówione na dzień: ${day(bookedOn)}.`,
    act: 'Termin można zmienić albo odwołać na stronie Wizyty.',
  }),
  'no-pesel': () => ({ what: 'Bez numeru PESEL nie da się sprawdzić uprawnień.', act: 'Zapytaj w przychodni.' }),
};
