import type { ScheduleDraft } from '../../contract/schedule-views.ts';
import type { EditedSchedule } from '../../domain/affected-visits.ts';
import { judgeSchedule } from '../../domain/judge-schedule.ts';
import { byDate, judgeStops } from '../../domain/mobile-stops.ts';
import { coveredCode } from '../../domain/policy-values.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { missingFrom, republish } from '../../domain/republish.ts';
import type { Schedule, Slot } from '../../domain/schedule.ts';
import { localDateOf } from '../../domain/time.ts';
import { instantMsOf, instantText } from '../../domain/wall-clock.ts';
import type { DeskContext } from '../desk-context.ts';
import { basedOn } from '../seen-version.ts';
import { scheduleOf, slotOf } from '../view-rows.ts';

/** A draft beside what is published now, with the slots of both from today on. */
export interface Edited extends EditedSchedule {
  after: Schedule;
  slotsAfter: Slot[];
  slotsBefore: Slot[];
  refusals: Refusal[];
  /** Version on which the publication is based. */
  version: number;
}

export function editedSchedules(desk: DeskContext, drafts: readonly ScheduleDraft[]): Edited[] {
  return drafts.map((draft) => editedSchedule(desk, draft));
}

function editedSchedule(desk: DeskContext, draft: ScheduleDraft): Edited {
  const row = desk.reads.schedule(draft.id);
  const before = row && scheduleOf(row);
  const today = localDateOf(desk.time.now());
  const slotsBefore = before ? desk.reads.slotsOfSchedule(draft.id, today).map(slotOf) : [];
  const after = scheduleOfDraft(desk, draft, before);
  const based = basedOn(desk, `schedule:${draft.id}`, before, draft.seenVersion);
  const refusals = [...judgeSchedule(after), ...judgeStops(after), ...coverRefusals(desk, after, today), ...based.refusals];
  // An own publication of the meantime does not show in the version before central has answered.
  if (based.refusals.length === 0 && (before?.revision ?? 0) !== draft.seenRevision) refusals.push({ code: 'stale-version' });
  return { before, after, slotsBefore, slotsAfter: slotsOf(before, after, slotsBefore, today), refusals, version: based.version };
}

/** The slots that the publication leaves, from today on. */
export function slotsOf(before: Schedule | null, after: Schedule, offered: readonly Slot[], today: string): Slot[] {
  const from = instantText(instantMsOf(today, 0));
  return republish({ before, after, offered, isWithdrawn: missingFrom(offered), today }).slots.filter(
    ({ startsAt }) => startsAt >= from,
  );
}

function scheduleOfDraft(desk: DeskContext, draft: ScheduleDraft, before: Schedule | null): Schedule {
  const { id, actor, clinicCode, service, weekly, exceptions, overrides } = draft;
  const stops = draft.stops ?? before?.stops ?? [];
  return {
    id,
    version: before?.version ?? 0,
    clinicId: before?.clinicId ?? desk.central?.clinicId ?? '',
    actor,
    clinicCode,
    service,
    revision: (before?.revision ?? 0) + 1,
    weekly,
    exceptions,
    // Who adds a slot beyond the schedule is named by core (R49, I7).
    overrides: overrides.map((each) => (each.author === '' ? { ...each, author: desk.author } : each)),
    ...(stops.length > 0 ? { stops: byDate(stops) } : {}),
  };
}

/** R1, R2: what central would refuse. */
function coverRefusals(desk: DeskContext, { clinicCode, service, weekly, exceptions }: Schedule, today: string): Refusal[] {
  const refusals: Refusal[] = [];
  if (coveredCode(desk.policy(), clinicCode, today)?.service !== service) {
    refusals.push({ code: 'not-covered', rule: 'R2', path: 'clinicCode', facts: { clinicCode } });
  }
  const hours = [...weekly, ...exceptions.flatMap((exception) => (exception.kind === 'hours' ? exception.hours : []))];
  if (hours.some(({ payer }) => payer === 'private')) refusals.push({ code: 'not-covered', rule: 'R1', path: 'weekly.payer' });
  return refusals;
}
