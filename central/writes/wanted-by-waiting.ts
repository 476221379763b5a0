import type { Slot } from '../../core/domain/schedule.ts';
import { slotMatcher } from '../../core/domain/waiting-room/slot-matcher.ts';
import type { Queryable } from '../db/database.ts';
import { queueOf } from '../waiting-room/candidates.ts';
import { clinicPlaces } from '../waiting-room/open-slots.ts';
import { townCentre } from '../waiting-room/town-centre.ts';
import type { WriteContext } from './write-context.ts';

/**
 * R14: does anyone wait for one of these first slots, which a publication would give to continuations? Also beyond the window:
 * those are the slots that the queue would get when their day enters it (R25). Taken slots are nobody's to wait for.
 *
 * @param turned free or not, as they are offered now
 */
export async function isWantedByWaiting(
  database: Queryable,
  turned: readonly Slot[],
  actorId: string,
  { clinicId, now, policy }: WriteContext,
): Promise<boolean> {
  const [any] = turned;
  if (!any) return false;
  const taken = await database.query<{ slot_id: string }>(
    `select slot_id from visit where slot_id = any($1::uuid[]) and status in ('booked', 'arrived', 'fulfilled')`,
    [turned.map(({ id }) => id)],
  );
  const takenIds = new Set(taken.map(({ slot_id }) => slot_id));
  const places = await clinicPlaces(database);
  const place = places.get(clinicId);
  if (!place) return false;
  const open = turned
    .filter(({ id, mode, payer }) => !takenIds.has(id) && mode === 'in-person' && payer === 'nfz')
    .map(({ id, clinicCode, startsAt }) => ({ id, clinicCode, startsAt, actorId, place }));
  const { order } = policy.waitingRoom;
  const matcher = slotMatcher(open, {
    now,
    windowTo: null,
    shortNoticeHours: policy.shortNoticeHours,
    order,
    coveredCodes: policy.coveredCodes,
    townCentre: townCentre(places),
  });
  for await (const candidate of queueOf(database, [any.clinicCode], order)) {
    if (matcher.find(candidate)) return true;
  }
  return false;
}
