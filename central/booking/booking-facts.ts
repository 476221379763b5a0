import type { Patient } from '../../core/domain/patient.ts';
import type { Actor, Slot } from '../../core/domain/schedule.ts';
import type { Visit } from '../../core/domain/visit.ts';
import type { Queryable } from '../db/database.ts';
import { type SlotColumns, slotOfColumns } from '../reads/slot-columns.ts';

/** What central must know to judge one booking, move or cancellation. */
export interface BookingFacts {
  visit: StoredVisit | null;
  slot: StoredSlot | null;
  slotTaken: boolean;
  slotHeld: boolean;
  /** Schedule that the visit names (a legacy visit may have no slot), and the one it is in now. */
  schedule: StoredSchedule | null;
  currentSchedule: StoredSchedule | null;
  patient: StoredPatient | null;
  /** Another patient of the clinic who has the PESEL of the one that was sent. */
  samePesel: StoredPatient | null;
  referralUsed: boolean;
}

export interface StoredVisit {
  id: string;
  version: number;
  patientId: string;
  row: Visit;
}
export interface StoredSlot {
  slot: Slot;
  version: number;
  clinicId: string;
  withdrawn: boolean;
}
export interface StoredSchedule {
  id: string;
  key: string;
  clinicId: string;
  actor: Actor;
  actorId: string;
}
export interface StoredPatient {
  id: string;
  version: number;
  otherKeys: string[];
  row: Patient;
}

export interface FactsQuestion {
  clinicId: string;
  clientId: string | null;
  now: string;
  key: string;
  slotId: string | null;
  scheduleKey: string | null;
  /** The patient by key or, as `patientId`, by central's id. */
  patientKey: string | null;
  patientId: string | null;
  pesel: string | null;
  /** Digest of the wanted referral; null = the one of the visit as it is. */
  referral: string | null;
}

type Raw = Omit<BookingFacts, 'slot'> & {
  slot: (SlotColumns & { version: number; clinic_id: string; withdrawn: boolean }) | null;
};

/** One round trip for any number of questions; answers in their order. */
export async function gatherBookingFacts(database: Queryable, questions: readonly FactsQuestion[]): Promise<BookingFacts[]> {
  const rows = await database.query<{ facts: Raw }>(factsSql, [JSON.stringify(questions)]);
  return rows.map(({ facts }) => ({ ...facts, slot: storedSlot(facts.slot) }));
}

function storedSlot(raw: Raw['slot']): StoredSlot | null {
  if (raw === null) return null;
  return { slot: slotOfColumns(raw), version: raw.version, clinicId: raw.clinic_id, withdrawn: raw.withdrawn };
}

const uuid = (name: string) => `(q.q->>'${name}')::uuid`;
const patientJson = `jsonb_build_object('id', p.id, 'version', p.version, 'otherKeys', p.other_keys, 'row', p.row)`;
const scheduleJson = `jsonb_build_object('id', c.id, 'key', c.key, 'clinicId', c.clinic_id, 'actor', c.row->'actor', 'actorId', c.actor_id)`;

const factsSql = `
select jsonb_build_object(
  'visit', case when v.id is not null then
             jsonb_build_object('id', v.id, 'version', v.version, 'patientId', v.patient_id, 'row', v.row) end,
  'slot', (select to_jsonb(s) from slot s where s.id = ${uuid('slotId')}),
  'slotTaken', exists (select 1 from visit o where o.slot_id = ${uuid('slotId')} and o.id is distinct from v.id
                       and o.status in ('booked', 'arrived', 'fulfilled')),
  'slotHeld', exists (select 1 from hold h where h.slot_id = ${uuid('slotId')}
                      and h.expires_at > (q.q->>'now')::timestamptz and h.client_id is distinct from q.q->>'clientId'),
  'schedule', (select ${scheduleJson} from schedule c where c.key = coalesce(
                 (select s.schedule_key from slot s where s.id = ${uuid('slotId')}), q.q->>'scheduleKey')),
  'currentSchedule', (select ${scheduleJson} from schedule c where c.key = v.schedule_key),
  'patient', (select ${patientJson} from patient p where p.id = coalesce(v.patient_id,
                (select k.patient_id from patient_key k where k.clinic_id = ${uuid('clinicId')} and k.key = q.q->>'patientKey'),
                (select i.id from patient i where i.clinic_id = ${uuid('clinicId')} and i.id = ${uuid('patientId')}))),
  'samePesel', (select ${patientJson} from patient p where p.clinic_id = ${uuid('clinicId')} and p.pesel = q.q->>'pesel'),
  'referralUsed', exists (select 1 from visit o where o.referral = coalesce(${uuid('referral')}, v.referral)
                          and o.id is distinct from v.id and o.kind = 'first' and o.service = 'cardiology'
                          and o.status in ('booked', 'arrived', 'fulfilled'))
) as facts
from jsonb_array_elements($1::jsonb) with ordinality as q(q, n)
left join visit v on v.clinic_id = ${uuid('clinicId')} and v.key = q.q->>'key'
order by q.n`;
