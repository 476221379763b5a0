import type { Visit } from '../../../core/domain/visit.ts';
import type { WaitingEntry } from '../../../core/domain/waiting-entry.ts';
import type { Candidate, OpenSlot } from '../../../core/domain/waiting-room/candidate.ts';
import { type NaiveRules, naiveCompare, naiveMatch } from '../../../core/domain/waiting-room/naive-run.ts';
import type { LongLivedCentral } from '../world/central.ts';
import type { CentralState } from './central-state.ts';

/** Searches of the machine name no town. */
const isNear = () => false;

interface Change {
  at: string;
  type: string;
  key: string;
  before: unknown;
  after: unknown;
}

/**
 * I4, by the naive reference: nobody who waits matches a slot that is open to everybody, and nobody was given a slot for which a
 * better one was waiting. Read past central's interface, once all has come to rest.
 */
export async function overtaken(central: LongLivedCentral, { slots, visits }: CentralState, clinicId: string): Promise<string[]> {
  const { database, clock } = central;
  const [row] = await database.query<{
    opened: string;
    waiting: WaitingEntry[];
    marked: number;
    held: string[];
    audit: Change[];
  }>(
    `select (select window_opened_to::text from central) as opened,
       coalesce((select jsonb_agg(row) from waiting_entry where status = 'waiting'), '[]') as waiting,
       (select count(*)::int from slot where for_waiting and clinic_id = $1::uuid) + (select count(*)::int from waiting_entry where fresh) as marked,
       coalesce((select jsonb_agg(slot_id) from hold), '[]') as held,
       coalesce((select jsonb_agg(jsonb_build_object('at', at, 'type', type, 'key', key, 'before', before, 'after', after) order by id)
         from audit where type in ('Task', 'Appointment')), '[]') as audit`,
    [clinicId],
  );
  if (row === undefined) throw new Error('central answered nothing');
  const rules: NaiveRules = { now: clock.now(), windowTo: row.opened, shortNoticeHours: 48, order: 'category-first' };
  const taken = new Set(visits.flatMap(({ status, slotId }) => (status === 'cancelled' || status === 'no-show' ? [] : [slotId])));
  const free = slots.filter(
    ({ id, kind, payer, mode }) =>
      kind === 'first' && payer === 'nfz' && mode === 'in-person' && !taken.has(id) && !row.held.includes(id),
  );
  const found = row.marked > 0 ? [`${row.marked} slots and entries are marked and nobody looks at them`] : [];
  for (const entry of row.waiting) {
    const slot = free.find((one) => naiveMatch(candidateOf(entry), openSlot(one, clinicId), rules, isNear));
    if (slot) found.push(`entry ${entry.id} waits and slot ${slot.id} at ${slot.startsAt} is open to everybody`);
  }
  return [...found, ...passedOver(row.audit, clinicId)];
}

/** Goes through all that was written down, in its order: at each assignment, who else waited for that slot? */
function passedOver(audit: readonly Change[], clinicId: string): string[] {
  const waiting = new Map<string, { entry: WaitingEntry; since: number }>();
  const visitOf = new Map<string, Visit>();
  const found: string[] = [];
  for (const { type, key, after, at } of audit) if (type === 'Appointment' && isVisit(after)) visitOf.set(`${key} ${at}`, after);
  for (const { type, key, before, after, at } of audit) {
    if (type !== 'Task' || !isEntry(after)) continue;
    const visit = visitOf.get(`${after.visitId} ${at}`);
    if (after.status === 'assigned' && isEntry(before) && before.status === 'waiting' && visit?.bookedBy === 'waiting-room') {
      waiting.delete(key);
      const slot = openSlot({ id: visit.slotId ?? '', clinicCode: visit.clinicCode, startsAt: visit.startsAt }, clinicId);
      const rules: NaiveRules = { now: at, windowTo: null, shortNoticeHours: 48, order: 'category-first' };
      for (const { entry, since } of waiting.values()) {
        // Who entered in this very instant came after the pass.
        if (since >= Date.parse(at) || naiveCompare(candidateOf(entry), candidateOf(before), 'category-first') > 0) continue;
        if (naiveMatch(candidateOf(entry), slot, rules, isNear))
          found.push(`entry ${entry.id} stood before ${key}, who got ${slot.startsAt}`);
      }
    }
    if (after.status === 'waiting') waiting.set(key, { entry: after, since: Date.parse(at) });
    else waiting.delete(key);
  }
  return found;
}

const isEntry = (value: unknown): value is WaitingEntry =>
  typeof value === 'object' && value !== null && 'cancelledSlotIds' in value;
const isVisit = (value: unknown): value is Visit => typeof value === 'object' && value !== null && 'slotId' in value;

function candidateOf({
  id,
  clinicCodes,
  criteria,
  category,
  entitlement,
  submittedAt,
  cancelledSlotIds,
}: WaitingEntry): Candidate {
  // Adults all of them.
  return { id, clinicCodes, birthDate: null, criteria, category, entitled: entitlement !== null, submittedAt, cancelledSlotIds };
}

function openSlot({ id, clinicCode, startsAt }: Pick<OpenSlot, 'id' | 'clinicCode' | 'startsAt'>, clinicId: string): OpenSlot {
  return {
    id,
    clinicCode,
    startsAt,
    actorId: '',
    place: { clinicId, town: null, voivodeship: null, latitude: null, longitude: null },
  };
}
