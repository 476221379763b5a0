import { v5 } from 'uuid';
import { turnedIntoContinuation } from '../../core/domain/freed-slots.ts';
import type { DecidedVisit } from '../../core/domain/intent.ts';
import { judgeStops } from '../../core/domain/mobile-stops.ts';
import { coveredCode } from '../../core/domain/policy-values.ts';
import type { Refusal } from '../../core/domain/refusal.ts';
import { republish } from '../../core/domain/republish.ts';
import type { Schedule, Slot } from '../../core/domain/schedule.ts';
import { addDays, localDateOf } from '../../core/domain/time.ts';
import { scheduleToFhir } from '../../core/fhir/schedule.ts';
import type { Queryable } from '../db/database.ts';
import { type SlotColumns, slotOfColumns } from '../reads/slot-columns.ts';
import { refusalAnswer } from './answer.ts';
import type { Applied } from './apply-plans.ts';
import type { ChangePlan, Focus, GoneSlots } from './change-plan.ts';
import { digestOf } from './digest.ts';
import { addPlaceNews, addUndecidedTasks } from './undecided-visits.ts';
import { isWantedByWaiting } from './wanted-by-waiting.ts';
import { decideAndApply, planFor, type WriteContext } from './write-context.ts';

/**
 * R5, R8, R9: takes a schedule as a whole, runs `slotsFor` over its validity as the desk does, and replaces the slots. A
 * slot that vanishes under a visit is withdrawn and the visit stays; it becomes a task when nobody decided about it. Answers `forbidden` when the key is another clinic's.
 */
export async function publishSchedule(
  database: Queryable,
  schedule: Schedule,
  decided: DecidedVisit[] | null,
  context: WriteContext,
): Promise<Applied | 'forbidden'> {
  const [owner] = await database.query<{ clinic_id: string }>('select clinic_id from schedule where key = $1', [schedule.id]);
  if (owner && owner.clinic_id !== context.clinicId) return 'forbidden';
  return decideAndApply(database, async () => {
    const [known] = await database.query<Known>('select id, version, row from schedule where key = $1', [schedule.id]);
    const slots = await database.query<KnownSlot>('select * from slot where schedule_key = $1', [schedule.id]);
    const plan = planPublication(schedule, decided, known ?? null, slots, context);
    const offered = slots.filter(({ withdrawn }) => !withdrawn).map(slotOfColumns);
    const turned = turnedIntoContinuation(offered, plan.schedules[0]?.slots ?? [], context.now);
    if (await isWantedByWaiting(database, turned, schedule.actor.id, context)) {
      const { intentId, digest } = plan;
      const refused = refusalAnswer([{ code: 'waiting-matches', rule: 'R14', path: 'weekly' }]);
      return { ...planFor(context, digest ?? ''), intentId, digest, answer: { ...refused, state: 'refused' } };
    }
    const goneSlotIds = plan.schedules[0]?.goneSlotIds.ids ?? [];
    await addUndecidedTasks(plan, database, { goneSlotIds, decided }, context);
    const published = plan.schedules[0]?.columns.row;
    if (published) await addPlaceNews(plan, database, { before: known?.row ?? null, after: published, decided }, context);
    return plan;
  });
}

export const actorIdOf = (actorKey: string): string => v5(actorKey, '9b1e3f6a-64d1-5d0e-9a3e-3c5d1f2b7a60');

interface Known {
  id: string;
  version: number;
  row: Schedule;
}
type KnownSlot = SlotColumns & { withdrawn: boolean; version: number };

function planPublication(
  sent: Schedule,
  decided: DecidedVisit[] | null,
  known: Known | null,
  slots: KnownSlot[],
  context: WriteContext,
): ChangePlan {
  const said = decided === null ? {} : { decided };
  const plan = planFor(context, digestOf({ act: 'publish', sent: { ...sent, version: 0 }, ...said }));
  const refusals = refusalsOf(sent, known, context);
  if (refusals.length > 0) return { ...plan, answer: { ...refusalAnswer(refusals), state: 'refused' } };
  const id = known?.id ?? context.newId();
  const row: Schedule = { ...sent, clinicId: context.clinicId, version: (known?.version ?? 0) + 1 };
  const today = localDateOf(context.now);
  const { changed, gone, withheld } = replacement(row, known?.row ?? null, slots, today);
  const focus: Focus[] = [
    ['Schedule', id, row.id, 0],
    ...changed.map((slot): Focus => ['Slot', slot.id, slot.id, 0]),
    // A desk makes the slots of a schedule by itself: it must hear of those that it would make and that stay withdrawn.
    ...[...gone, ...withheld].map((slotId): Focus => ['Slot', slotId, slotId, 1]),
  ];
  const actorId = actorIdOf(row.actor.id);
  return {
    ...plan,
    answer: { state: 'applied', status: known === null ? 201 : 200, body: JSON.stringify(scheduleToFhir(row, { id, actorId })) },
    schedules: [
      {
        columns: {
          id,
          clinic_id: context.clinicId,
          key: row.id,
          version: row.version,
          actor_key: row.actor.id,
          actor_id: actorId,
          clinic_code: row.clinicCode,
          row,
        },
        slots: changed,
        goneSlotIds: { ids: gone, ...whatWasSeen(slots, today) },
      },
    ],
    freedSlotIds: changed.filter((slot) => isForWaiting(slot, context.now)).map(({ id: slotId }) => slotId),
    audit: [{ type: 'Schedule', key: row.id, before: known?.row ?? null, after: row }],
    events: [{ clinicId: context.clinicId, focus }],
  };
}

/** New and changed slots, those that are no longer offered, and those that stay withdrawn although the definition gives them (R30). */
function replacement(schedule: Schedule, before: Schedule | null, known: KnownSlot[], today: string) {
  const byId = new Map(known.map((slot) => [slot.id, slot]));
  const { slots, gone, withheld } = republish({
    before,
    // The first publication here covers the past too, whatever number the clinic gave it (R6: visits of the past refer to it).
    after: before ? schedule : { ...schedule, revision: 1 },
    offered: known.filter(({ withdrawn }) => !withdrawn).map(slotOfColumns),
    isWithdrawn: ({ id }) => byId.get(id)?.withdrawn === true,
    today,
  });
  const changed = slots.filter((slot) => {
    const former = byId.get(slot.id);
    return former === undefined || former.withdrawn || !isSame(slot, slotOfColumns(former));
  });
  return { changed, gone: gone.map(({ id }) => id), withheld };
}

/** What has passed is not looked at again: a day earlier than today begins anywhere. */
function whatWasSeen(slots: KnownSlot[], today: string): Omit<GoneSlots, 'ids'> {
  const from = `${addDays(today, -1)}T00:00:00Z`;
  const seen = slots.filter((slot) => slotOfColumns(slot).startsAt >= from);
  return { from, versions: seen.reduce((sum, { version }) => sum + version, 0) };
}

/** R33: published slots that waiting patients may get are offered to them first. */
function isForWaiting({ service, kind, mode, startsAt }: Slot, now: string): boolean {
  return service === 'cardiology' && kind === 'first' && mode === 'in-person' && Date.parse(startsAt) > Date.parse(now);
}

function isSame(a: Slot, b: Slot): boolean {
  return (Object.keys(a) as (keyof Slot)[]).every((name) => a[name] === b[name]);
}

function refusalsOf(sent: Schedule, known: Known | null, { ifMatch, policy, now }: WriteContext): Refusal[] {
  if (known !== null && ifMatch !== known.version) {
    return [{ code: 'stale-version', path: 'version', facts: { current: known.version } }];
  }
  const refusals: Refusal[] = [];
  const covered = coveredCode(policy, sent.clinicCode, localDateOf(now));
  if (covered === null || covered.service !== sent.service) {
    refusals.push({ code: 'not-covered', rule: 'R2', path: 'clinicCode', facts: { clinicCode: sent.clinicCode } });
  }
  const hours = [...sent.weekly, ...sent.exceptions.flatMap((exception) => (exception.kind === 'hours' ? exception.hours : []))];
  if (hours.some(({ payer }) => payer === 'private')) refusals.push({ code: 'not-covered', rule: 'R1', path: 'weekly.payer' });
  return [...refusals, ...judgeStops(sent)];
}
