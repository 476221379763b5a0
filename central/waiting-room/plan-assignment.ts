/** R26: a slot for a waiting patient, as an ordinary visit of the clinic. Facts, then a plan like any other act's. */
import type { Patient } from '../../core/domain/patient.ts';
import type { Policy } from '../../core/domain/policy.ts';
import type { Visit } from '../../core/domain/visit.ts';
import type { Assignment } from '../../core/domain/waiting-room/assign-slots.ts';
import type { StoredPatient, StoredSchedule } from '../booking/booking-facts.ts';
import { accepted, withPatient } from '../booking/decided-plan.ts';
import { planPatient } from '../booking/patient-plan.ts';
import type { Queryable } from '../db/database.ts';
import { type SlotColumns, slotOfColumns } from '../reads/slot-columns.ts';
import type { ChangePlan } from '../writes/change-plan.ts';
import { afterAssignment } from './entry-after.ts';
import type { StoredEntry } from './stored-entry.ts';

interface AssignmentFacts {
  entry: StoredEntry;
  slot: SlotColumns & { version: number; clinic_id: string };
  schedule: StoredSchedule;
  /** The patient as the slot's clinic knows him. */
  known: StoredPatient | null;
}

export interface AssignmentContext {
  now: string;
  policy: Policy;
  newId: () => string;
}

/** null where entry or slot is not as it was: the pass must be made anew. */
export async function planAssignments(
  database: Queryable,
  assignments: readonly Assignment[],
  context: AssignmentContext,
): Promise<(ChangePlan | null)[]> {
  const pairs = assignments.map(({ candidate, slot }) => ({ entry: candidate.id, slot: slot.id }));
  const rows = await database.query<{ n: number; facts: AssignmentFacts }>(factsSql, [JSON.stringify(pairs)]);
  const facts = new Map(rows.map((row) => [Number(row.n), row.facts]));
  return assignments.map((_, n) => {
    const found = facts.get(n + 1);
    return found === undefined ? null : planAssignment(found, context);
  });
}

const patient = `jsonb_build_object('id', p.id, 'version', p.version, 'otherKeys', p.other_keys, 'row', p.row)`;
const factsSql = `
select x.n, jsonb_build_object(
  'entry', jsonb_build_object('id', e.id, 'version', e.version, 'status', e.status, 'person', e.person, 'row', e.row),
  'slot', to_jsonb(s),
  'schedule', jsonb_build_object('id', c.id, 'key', c.key, 'clinicId', c.clinic_id, 'actor', c.row->'actor', 'actorId', c.actor_id),
  'known', coalesce(
    (select ${patient} from patient p where p.clinic_id = s.clinic_id and p.pesel = e.pesel),
    (select ${patient} from patient_key k join patient p on p.id = k.patient_id
      where k.clinic_id = s.clinic_id and k.key = e.row->>'patientId' and e.row->>'clinicId' = s.clinic_id::text))) as facts
from jsonb_array_elements($1::jsonb) with ordinality x(pair, n)
join waiting_entry e on e.key = x.pair->>'entry' and e.status = 'waiting'
join slot s on s.id = (x.pair->>'slot')::uuid and not s.withdrawn
join schedule c on c.key = s.schedule_key`;

function planAssignment({ entry, slot: columns, schedule, known }: AssignmentFacts, context: AssignmentContext): ChangePlan {
  const { now, newId, policy } = context;
  const slot = slotOfColumns(columns);
  const clinicId = columns.clinic_id;
  const person: Patient = { ...entry.person, id: newId(), version: 0, contact: entry.row.contact };
  const there = planPatient({ clinicId, sent: known === null ? person : null, known, samePesel: null, newId });
  if (typeof there === 'string') throw new Error('a patient who is sent or known is neither');
  const visit: Visit = {
    id: newId(),
    version: 1,
    clinicId,
    scheduleId: slot.scheduleId,
    slotId: slot.id,
    startsAt: slot.startsAt,
    durationMinutes: slot.durationMinutes,
    service: slot.service,
    clinicCode: slot.clinicCode,
    kind: 'first',
    mode: slot.mode,
    status: 'booked',
    patientId: there.stored.row.id,
    contact: entry.row.contact,
    category: entry.row.category,
    entitlement: entry.row.entitlement,
    referral: entry.row.referral,
    legacy: false,
    gaps: [],
    cancelReason: null,
    bookedAt: `${now.slice(0, 19)}Z`,
    bookedBy: 'waiting-room',
    note: null,
  };
  const actor = { clinicId, clientId: null, author: 'waiting-room', party: 'patient' as const, channel: 'waiting-room' as const };
  const act = {
    facts: { visit: null, currentSchedule: null },
    context: { actor, intentId: null, digest: null, ifMatch: null, now, policy, newId },
  };
  const stored = { slot, version: columns.version, clinicId, withdrawn: false, forWaiting: false };
  const visitId = newId();
  const plan = withPatient(accepted(act, visitId, visit, there.stored, schedule, stored, null), there);
  const after = afterAssignment(entry, visit, visitId);
  return {
    ...plan,
    waitingRoom: true,
    waiting: [{ columns: after }],
    audit: [...plan.audit, { type: 'Task', key: entry.row.id, before: entry.row, after: after.row }],
  };
}
