import type { Patient as FhirPatient } from 'fhir/r4';
import { afterCancel } from '../../core/domain/after-cancel.ts';
import { judgeCancel } from '../../core/domain/booking-rules.ts';
import { cancelledVisit } from '../../core/domain/effect.ts';
import type { Patient } from '../../core/domain/patient.ts';
import { referralKeyOf } from '../../core/domain/referral.ts';
import type { Refusal } from '../../core/domain/refusal.ts';
import type { Referral, Visit } from '../../core/domain/visit.ts';
import type { SearchCriteria, WaitingEntry } from '../../core/domain/waiting-entry.ts';
import { judgeEntry } from '../../core/domain/waiting-rules.ts';
import { patientFromFhir } from '../../core/fhir/patient.ts';
import { type WaitingCommand, waitingEntryToTask } from '../../core/fhir/waiting-task.ts';
import type { StoredPatient, StoredVisit } from '../booking/booking-facts.ts';
import { visitColumns } from '../booking/decided-plan.ts';
import { planPatient } from '../booking/patient-plan.ts';
import type { Queryable } from '../db/database.ts';
import { refusalAnswer } from '../writes/answer.ts';
import type { Applied } from '../writes/apply-plans.ts';
import type { ChangePlan } from '../writes/change-plan.ts';
import { digestOf } from '../writes/digest.ts';
import { decideAndApply, planFor, type WriteContext } from '../writes/write-context.ts';
import { closedEntry, withCriteria } from './entry-after.ts';
import { type StoredEntry, type WaitingColumns, waitingColumns } from './stored-entry.ts';

/** Enters, changes or deletes a central submission for a patient who stands at a desk (R13, R24, R27). null: no patient that can be read. */
export function saveEntry(database: Queryable, command: WaitingCommand, context: WriteContext): Promise<Applied> | null {
  switch (command.kind) {
    case 'enter': {
      const patient = command.patient === null ? null : readPatient(command.patient, command.entry);
      if (command.patient !== null && patient === null) return null;
      return decideAndApply(database, () => enter(database, { entry: command.entry, patient }, context));
    }
    case 'change':
      return changeEntry(database, command, { ...context, party: 'provider' });
    case 'leave':
      return leaveEntry(database, command, { ...context, party: 'provider' });
    default:
      return command satisfies never;
  }
}

/** A contained resource has lost its id; the entry names the patient. */
function readPatient(resource: FhirPatient, { patientId }: WaitingEntry): Patient | null {
  const patient = patientFromFhir(resource);
  return patient === null ? null : { ...patient, id: patient.id === 'patient' ? patientId : patient.id };
}

export async function enter(
  database: Queryable,
  sent: { entry: WaitingEntry; patient: Patient | null },
  context: Omit<WriteContext, 'clientId'> & { clientId: string | null; author?: string },
): Promise<ChangePlan> {
  const { clinicId, now, policy, newId } = context;
  const plan = newPlan(
    context,
    digestOf({ act: 'enter-waiting', ...sent, entry: { ...sent.entry, version: 0, submittedAt: '' } }),
  );
  const [people] = await database.query<{ known: StoredPatient | null; samePesel: StoredPatient | null }>(peopleSql, [
    clinicId,
    sent.entry.patientId,
    sent.patient?.pesel ?? null,
  ]);
  const patient = planPatient({
    clinicId,
    sent: sent.patient,
    known: people?.known ?? null,
    samePesel: people?.samePesel ?? null,
    newId,
  });
  if (patient === 'missing') return refused(plan, [{ code: 'not-found', path: 'patient' }]);
  if (patient === 'conflict')
    return refused(plan, [{ code: 'pesel-invalid', path: 'patient.pesel', facts: { why: 'other-patient' } }]);
  const person = patient.stored.row;
  const referral = referralKeyOf(sent.entry.referral, person.pesel);
  const [state] = await database.query<{ known: number | null; used: boolean; cancelled: boolean }>(stateSql, [
    sent.entry.id,
    referral,
  ]);
  if (state?.known) return refused(plan, [{ code: 'stale-version', path: 'version', facts: { current: state.known } }]);
  const refusals = judgeEntry({
    entry: sent.entry,
    patient: person,
    referralUsed: state?.used ?? false,
    referralCancelled: state?.cancelled ?? false,
    policy,
    now,
  });
  if (refusals.length > 0) return refused(plan, refusals);
  const row: WaitingEntry = {
    ...sent.entry,
    version: 1,
    clinicId: context.clientId === null ? null : clinicId,
    patientId: person.id,
    // Central's clock, not the desk's: no place in the queue by a wrong clock.
    submittedAt: now,
    status: 'waiting',
    closed: null,
    visitId: null,
    cancelledSlotIds: [],
    forecast: null,
  };
  const id = newId();
  const entered = withEntry(plan, waitingColumns(id, row, person, null), null, 201);
  entered.refusals = { waiting_one_open_per_referral: refusalAnswer([used]), waiting_entry_key: refusalAnswer([used]) };
  if (patient.change === null) return entered;
  const { columns, newKey, before } = patient.change;
  entered.patients.push({ columns, newKey });
  entered.audit.push({ type: 'Patient', key: columns.key, before, after: columns.row });
  entered.events.push({ clinicId, focus: [['Patient', columns.id, columns.key, 0]] });
  return entered;
}

export interface EntryActor extends Omit<WriteContext, 'clientId'> {
  clientId: string | null;
  author?: string;
  party: 'provider' | 'patient';
}

interface Proof {
  key: string;
  referral: Referral;
  pesel: string | null;
}

/** R24: other criteria count at once; while a date is assigned, for a later return. */
export function changeEntry(
  database: Queryable,
  command: Proof & { criteria: SearchCriteria },
  actor: EntryActor,
): Promise<Applied> {
  const plan = () => newPlan(actor, digestOf({ act: 'change-waiting', ...command }));
  return decideAndApply(database, async () => {
    const facts = await factsOf(database, command);
    const refusals = refusalsOf(facts, command, actor);
    if (facts === null || refusals.length > 0) return refused(plan(), refusals);
    const { entry, visit } = facts;
    return withEntry(plan(), { ...withCriteria(entry, command.criteria), visit_id: visit?.id ?? null }, entry.row, 200);
  });
}

/** R27, R29: deletes the entry; an assigned visit is cancelled with it, and nobody returns. */
export function leaveEntry(database: Queryable, command: Proof, actor: EntryActor): Promise<Applied> {
  return decideAndApply(database, async () => {
    const plan = newPlan(actor, digestOf({ act: 'leave-waiting', ...command }));
    const facts = await factsOf(database, command);
    const refusals = refusalsOf(facts, command, actor);
    if (facts === null || refusals.length > 0) return refused(plan, refusals);
    const { entry, visit, patient } = facts;
    const left = withEntry(plan, closedEntry(entry, 'withdrawn', visit?.id ?? null), entry.row, 200);
    if (entry.status !== 'assigned' || visit === null || patient === null) return left;
    const forbidden = judgeCancel({ now: actor.now, by: actor.party, visit: visit.row, reason: 'resignation' });
    return forbidden.length > 0 ? refused(plan, forbidden) : withoutVisit(left, visit, patient, actor);
  });
}

function withoutVisit(plan: ChangePlan, visit: StoredVisit, patient: StoredPatient, { now, policy }: EntryActor): ChangePlan {
  const cancelled: Visit = { ...cancelledVisit(visit.row, 'resignation'), version: visit.version + 1 };
  const after = afterCancel({ visit: visit.row, now, policy, by: 'patient', reason: 'resignation' });
  const { slotId, clinicId, id: key } = visit.row;
  return {
    ...plan,
    visits: [{ columns: visitColumns(visit.id, cancelled, patient) }],
    freedSlotIds: slotId !== null && after.slotGoesTo === 'waiting-room' ? [slotId] : [],
    audit: [...plan.audit, { type: 'Appointment', key, before: visit.row, after: cancelled }],
    events: [{ clinicId, focus: [['Appointment', visit.id, key, 0]] }],
  };
}

interface EntryFacts {
  entry: StoredEntry & { referral: string };
  visit: StoredVisit | null;
  patient: StoredPatient | null;
}

async function factsOf(database: Queryable, { key }: Proof): Promise<EntryFacts | null> {
  const [facts] = await database.query<EntryFacts>(entrySql, [key]);
  return facts ?? null;
}

/** Who does not know the referral is told that there is no such entry (R20). */
function refusalsOf(facts: EntryFacts | null, { referral, pesel }: Proof, { ifMatch }: EntryActor): Refusal[] {
  if (facts === null || facts.entry.referral !== referralKeyOf(referral, pesel)) return [{ code: 'not-found', path: 'entry' }];
  const { entry } = facts;
  if (entry.status === 'closed') return [{ code: 'entry-not-open', rule: 'R27', path: 'entry' }];
  if (ifMatch !== null && ifMatch !== entry.version) {
    return [{ code: 'stale-version', path: 'version', facts: { current: entry.version } }];
  }
  return [];
}

function newPlan(
  { author, clientId, ...context }: Omit<WriteContext, 'clientId'> & { clientId: string | null; author?: string },
  digest: string,
): ChangePlan {
  return { ...planFor({ ...context, clientId: clientId ?? '' }, digest), clientId, author: author ?? clientId ?? 'ikp' };
}

function withEntry(plan: ChangePlan, columns: WaitingColumns, before: WaitingEntry | null, status: number): ChangePlan {
  return {
    ...plan,
    answer: { state: 'applied', status, body: JSON.stringify(waitingEntryToTask(columns.row, { id: columns.id })) },
    waiting: [{ columns }],
    audit: [{ type: 'Task', key: columns.key, before, after: columns.row }],
  };
}

const refused = (plan: ChangePlan, refusals: Refusal[]): ChangePlan => ({
  ...plan,
  answer: { ...refusalAnswer(refusals), state: 'refused' },
});

const used: Refusal = { code: 'referral-used', rule: 'R18', path: 'referral' };
const patient = `jsonb_build_object('id', p.id, 'version', p.version, 'otherKeys', p.other_keys, 'row', p.row)`;
const peopleSql = `
select
  (select ${patient} from patient_key k join patient p on p.id = k.patient_id where k.clinic_id = $1::uuid and k.key = $2) as known,
  (select ${patient} from patient p where p.clinic_id = $1::uuid and p.pesel = $3::text) as "samePesel"`;
const stateSql = `
select
  (select version from waiting_entry where key = $1) as known,
  exists (select 1 from cancelled_referral where referral = $2::uuid) as cancelled,
  exists (select 1 from waiting_entry where referral = $2::uuid and status in ('waiting', 'assigned'))
    or exists (select 1 from visit where referral = $2::uuid and kind = 'first' and service = 'cardiology'
      and status in ('booked', 'arrived', 'fulfilled')) as used`;
const entrySql = `
select jsonb_build_object('id', e.id, 'version', e.version, 'status', e.status, 'person', e.person, 'row', e.row,
    'referral', e.referral) as entry,
  case when v.id is not null then jsonb_build_object('id', v.id, 'version', v.version, 'patientId', v.patient_id, 'row', v.row)
  end as visit,
  case when p.id is not null then ${patient} end as patient
from waiting_entry e left join visit v on v.id = e.visit_id left join patient p on p.id = v.patient_id
where e.key = $1`;
