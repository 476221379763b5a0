import type { z } from 'zod';
import type { bookSeries, proposeSeries, stepSeries, undoSeries } from '../../core/contract/series-inputs.ts';
import type { SeriesResult, SeriesStep, SeriesUndone, SeriesView } from '../../core/contract/series-views.ts';
import type { CommandResult, SayNote, SlotView } from '../../core/contract/views.ts';
import { addDays } from '../../core/domain/time.ts';
import { freeDayBeside, placeOn, proposeSeries as propose } from '../../core/domain/visit-series.ts';

type Propose = z.infer<typeof proposeSeries>;
type Step = z.infer<typeof stepSeries>;
type Book = z.infer<typeof bookSeries>;
type Undo = z.infer<typeof undoSeries>;

/** What the fake desk has to bring: the real rule of core/domain works on it. */
export interface SeriesGround {
  today: string;
  /** Continuation slots of these schedules, taken ones too. */
  slots(clinicCode: string, scheduleId: string | null): SlotView[];
  busy(patientId: string | null): Set<string>;
  isTaken(slotId: string): boolean;
  isBooked(visitId: string): boolean;
  notes(): SayNote[];
  book(visit: Book['visits'][number], input: Book): CommandResult;
  cancel(visitId: string): void;
}

const dayOf = ({ localStart }: SlotView) => localStart.slice(0, 10);
const within = (from: string, to: string) => (slot: SlotView) => from <= dayOf(slot) && dayOf(slot) <= to;

export function fakeProposals(ground: SeriesGround, input: Propose): SeriesView {
  const slots = ground.slots(input.clinicCode, input.scheduleId);
  return {
    proposals: propose<SlotView>(input, {
      free: (from, to) => slots.filter((slot) => slot.state === 'free' && within(from, to)(slot)),
      offered: (from, to) => slots.some(within(from, to)),
      offeredFrom: (date) => slots.some((slot) => dayOf(slot) >= date),
      busy: ground.busy(input.patientId),
      today: ground.today,
    }),
  };
}

export function fakeStep(ground: SeriesGround, input: Step): SeriesStep {
  const [from, to] =
    input.direction === 'later' ? [addDays(input.date, 1), '9999-12-31'] : [ground.today, addDays(input.date, -1)];
  const free = ground.slots(input.clinicCode, input.scheduleId).filter((slot) => slot.state === 'free' && within(from, to)(slot));
  const day = freeDayBeside(free, new Set([...input.except, ...ground.busy(input.patientId)]), input.direction);
  if (day === null) return null;
  const { slot, sameDay } = placeOn(day, free, input.time);
  return slot && { slot, sameDay };
}

/** All or none, as far as slots go: nothing else is in the way at this desk. */
export function fakeBookSeries(ground: SeriesGround, input: Book): SeriesResult {
  const accepted: SeriesResult = { ok: true, notes: [...ground.notes(), 'series-by-clinic'] };
  if (ground.isBooked(input.visits[0]?.visitId ?? '')) return accepted;
  if (input.visits.some(({ slotId }) => ground.isTaken(slotId))) {
    return { ok: false, refusals: [{ code: 'slot-taken', rule: 'I1', path: 'slot' }] };
  }
  const refusals = input.visits.flatMap((visit) => {
    const result = ground.book(visit, input);
    return result.ok ? [] : result.refusals;
  });
  return refusals.length > 0 ? { ok: false, refusals } : accepted;
}

export function fakeUndoSeries(ground: SeriesGround, { visits }: Undo): SeriesUndone {
  for (const { visitId } of visits) ground.cancel(visitId);
  return { ok: true, withdrawn: 0, cancelled: visits.length };
}
