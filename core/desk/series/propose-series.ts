import type { z } from 'zod';
import type { proposeSeries as proposeInput, stepSeries as stepInput } from '../../contract/series-inputs.ts';
import type { SeriesStep, SeriesView } from '../../contract/series-views.ts';
import type { SlotView } from '../../contract/views.ts';
import { addDays, localDateOf } from '../../domain/time.ts';
import { freeDayBeside, placeOn, proposeSeries as propose } from '../../domain/visit-series.ts';
import type { DeskContext } from '../desk-context.ts';
import { freeSlots, type SlotCriteria } from '../find-slots.ts';

type Place = Pick<z.infer<typeof proposeInput>, 'clinicCode' | 'scheduleId' | 'patientId'>;

/** R14: a free continuation slot for each visit of a series, from the desk's own copy: offline too. */
export function proposeSeries(desk: DeskContext, input: z.infer<typeof proposeInput>): SeriesView {
  const now = desk.time.now();
  const criteria = criteriaOf(input);
  const offered = (from: string, to: string | null) =>
    desk.reads.hasSlotBetween(from, to, criteria.kind, input.clinicCode, input.scheduleId);
  return {
    proposals: propose<SlotView>(input, {
      free: (from, to) => bookable(freeSlots(desk, criteria, from, to, now)),
      offered,
      offeredFrom: (date) => offered(date, null),
      busy: ownDays(desk, input),
      today: localDateOf(now),
    }),
  };
}

/** Days read at once on the way to the next one with something free. */
const strideDays = 28;
const horizonDays = 731;

export function stepSeries(desk: DeskContext, input: z.infer<typeof stepInput>): SeriesStep {
  const now = desk.time.now();
  const today = localDateOf(now);
  const last = addDays(today, horizonDays);
  const busy = new Set([...input.except, ...ownDays(desk, input)]);
  const criteria = criteriaOf(input);
  const forward = input.direction === 'later';
  let at = addDays(input.date, forward ? 1 : -1);
  while (forward ? at <= last : at >= today) {
    const far = addDays(at, forward ? strideDays - 1 : 1 - strideDays);
    const free = bookable(freeSlots(desk, criteria, forward ? at : far, forward ? far : at, now));
    const day = freeDayBeside(free, busy, input.direction);
    const { slot, sameDay } = day === null ? { slot: null, sameDay: [] } : placeOn(day, free, input.time);
    if (slot) return { slot, sameDay };
    at = addDays(far, forward ? 1 : -1);
  }
  return null;
}

/** R49: a place beside others is a manager's exception, not a proposal. */
const bookable = (slots: SlotView[]): SlotView[] => slots.filter(({ overbooked }) => !overbooked);

const criteriaOf = ({ clinicCode, scheduleId }: Place): SlotCriteria & { kind: 'continuation' } => ({
  kind: 'continuation',
  clinicCodes: [clinicCode],
  scheduleId,
  from: null,
  limit: 1,
});

function ownDays(desk: DeskContext, { patientId }: Place): Set<string> {
  if (patientId === null) return new Set();
  const visits = desk.reads.visitsOfPatient(patientId).filter(({ active }) => active === 1);
  return new Set(visits.map(({ local_date }) => local_date));
}
