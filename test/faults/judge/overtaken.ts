import type { WaitingEntry } from '../../../core/domain/waiting-entry.ts';
import type { OpenSlot, Place } from '../../../core/domain/waiting-room/candidate.ts';
import { type NaiveRules, naiveMatch } from '../../../core/domain/waiting-room/naive-run.ts';
import { type AuditLine, PassedOver } from '../../waiting-room/passed-over.ts';
import type { LongLivedCentral } from '../world/central.ts';
import type { CentralState } from './central-state.ts';

/** Searches of the machine name no town. */
const isNear = () => false;
const placeOf = (clinicId: string): Place => ({ clinicId, town: null, voivodeship: null, latitude: null, longitude: null });

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
    audit: AuditLine[];
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
  // Adults all of them.
  const passed = new PassedOver({ isNear, placeOf, birthDateOf: () => null });
  for (const entry of row.waiting) {
    const slot = free.find((one) => naiveMatch(passed.candidateOf(entry), openSlot(one, clinicId), rules, isNear));
    if (slot) found.push(`entry ${entry.id} waits and slot ${slot.id} at ${slot.startsAt} is open to everybody`);
  }
  return [...found, ...passed.follow(row.audit)];
}

function openSlot({ id, clinicCode, startsAt }: Pick<OpenSlot, 'id' | 'clinicCode' | 'startsAt'>, clinicId: string): OpenSlot {
  return { id, clinicCode, startsAt, actorId: '', place: placeOf(clinicId) };
}
