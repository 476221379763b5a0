import type { BundleEntry } from 'fhir/r4';
import type { Actor, Slot } from '../../core/domain/schedule.ts';
import { addDays, instantOf } from '../../core/domain/time.ts';
import { parseFindParameters, parseHoldParameters } from '../../core/fhir/parameters.ts';
import { slotToHold, slotToProposal } from '../../core/fhir/proposal.ts';
import { parseSearchExtras } from '../../core/fhir/search.ts';
import { offerToTask } from '../../core/fhir/waiting-task.ts';
import { holdSlot, releaseHold } from '../booking/hold-slot.ts';
import { liveSearch } from '../booking/live-search.ts';
import { isOpenToAll } from '../booking/open-to-all.ts';
import type { Central } from '../central.ts';
import { type SlotColumns, slotOfColumns } from '../reads/slot-columns.ts';
import { isUuid } from '../writes/intent-id.ts';
import { type FhirAnswer, type FhirCall, invalid, notFound, refusedAnswer, resourceAnswer } from './fhir-call.ts';

const defaultCount = 100;
const maxCount = 2000;

/** `POST Appointment/$find` */
export async function findCall(central: Central, { body, caller }: FhirCall): Promise<FhirAnswer> {
  const request = parseFindParameters(body);
  if (request === null) return invalid('start');
  const extras = parseSearchExtras(body);
  if (extras === null) return invalid('parameter');
  if (!extras.criteria.clinicIds.every(isUuid)) return invalid('organization');
  const { found, waitingRoom } = await liveSearch(central, {
    ...extras,
    ownClinicId: caller.clinicId,
    clientId: caller.clientId,
    from: request.start.length === 10 ? instantOf(request.start, '00:00') : request.start,
    to: request.end.length === 10 ? instantOf(addDays(request.end, 1), '00:00') : request.end,
    clinicCodes: request.clinicCodes,
    limit: Math.min(Math.max(request.count ?? defaultCount, 1), maxCount),
  });
  const entry: BundleEntry[] = found.map(({ slot, actor, actorId, ...place }) => ({
    fullUrl: `urn:uuid:${slot.id}`,
    resource: slotToProposal(slot, { ...place, actor: { ...actor, centralId: actorId } }),
    search: { mode: 'match' },
  }));
  if (waitingRoom !== null) {
    const offer = { fullUrl: `urn:uuid:${central.newId()}`, resource: offerToTask(waitingRoom.forecast) };
    entry.push({ ...offer, search: { mode: 'include' } });
  }
  return resourceAnswer({ resourceType: 'Bundle', type: 'searchset', total: found.length, entry });
}

/** `POST Appointment/$hold` */
export async function holdCall(central: Central, { body, caller }: FhirCall): Promise<FhirAnswer> {
  const request = parseHoldParameters(body);
  if (request === null) return invalid('slot');
  const found = isUuid(request.slotId) ? await readSlot(central, request.slotId, caller.clinicId) : null;
  if (found === null) return refusedAnswer([{ code: 'slot-gone', path: 'slot' }]);
  const { slot, clinicId, scheduleId, actor, actorId } = found;
  if (found.forWaiting) return refusedAnswer([{ code: 'slot-held', rule: 'R33', path: 'slot' }]);
  const now = central.clock.now();
  if (Date.parse(slot.startsAt) <= Date.parse(now)) return refusedAnswer([{ code: 'slot-past', rule: 'R11', path: 'slot' }]);
  const held = await holdSlot(central.database, found, caller, { now, policy: central.policy, id: central.newId() });
  if ('code' in held) return refusedAnswer([held]);
  if (held.told) central.notices.announce(held.told.clinicId, held.told.number);
  const refs = { clinicId, scheduleId, actor: { ...actor, centralId: actorId } };
  return resourceAnswer(slotToHold(slot, refs, { id: held.id, holdUntil: held.until }), 201);
}

/** `DELETE Appointment/<id>` of a hold; visits are cancelled, never deleted. */
export async function releaseCall(central: Central, { path, caller }: FhirCall): Promise<FhirAnswer> {
  const id = path[1];
  const told = isUuid(id) ? await releaseHold(central.database, id, caller.clientId, central.clock.now()) : null;
  if (told) {
    central.notices.announce(told.clinicId, told.number);
    await central.waitingRoom.serve();
  }
  return told ? { status: 204, body: null } : notFound('Appointment');
}

interface OfferedSlot {
  slot: Slot;
  version: number;
  forWaiting: boolean;
  clinicId: string;
  scheduleId: string;
  actor: Actor;
  actorId: string;
}

/** What can be booked can be held: one's own slots, and of others those that every search finds. */
async function readSlot(central: Central, slotId: string, clinicId: string): Promise<OfferedSlot | null> {
  type Row = SlotColumns & {
    version: number;
    for_waiting: boolean;
    clinic_id: string;
    schedule_id: string;
    actor: Actor;
    actor_id: string;
  };
  const [row] = await central.database.query<Row>(
    `select t.*, c.id as schedule_id, c.row->'actor' as actor, c.actor_id from slot t join schedule c on c.key = t.schedule_key
     where t.id = $1::uuid and not t.withdrawn`,
    [slotId],
  );
  if (row === undefined || (row.clinic_id !== clinicId && !isOpenToAll(slotOfColumns(row)))) return null;
  const { version, for_waiting, clinic_id, schedule_id, actor, actor_id } = row;
  return {
    slot: slotOfColumns(row),
    version,
    forWaiting: for_waiting,
    clinicId: clinic_id,
    scheduleId: schedule_id,
    actor,
    actorId: actor_id,
  };
}
