import { checkContact } from '../../core/domain/contact.ts';
import type { Patient } from '../../core/domain/patient.ts';
import { parsePesel } from '../../core/domain/pesel.ts';
import type { Refusal } from '../../core/domain/refusal.ts';
import type { StoredPatient } from '../booking/booking-facts.ts';
import { type PatientPlan, planPatient } from '../booking/patient-plan.ts';
import { renderPatient } from '../booking/render-booking.ts';
import type { Queryable } from '../db/database.ts';
import { refusalAnswer } from './answer.ts';
import type { Applied } from './apply-plans.ts';
import type { ChangePlan } from './change-plan.ts';
import { digestOf } from './digest.ts';
import { decideAndApply, planFor, type WriteContext } from './write-context.ts';

/** Creates or changes a patient of the clinic. */
export function savePatient(database: Queryable, patient: Patient, context: WriteContext): Promise<Applied> {
  return decideAndApply(database, async () => {
    const [facts] = await database.query<PatientFacts>(factsSql, [context.clinicId, patient.id, patient.pesel]);
    return planSave(patient, facts ?? { known: null, samePesel: null }, context);
  });
}

interface PatientFacts {
  known: StoredPatient | null;
  samePesel: StoredPatient | null;
}

const json = `jsonb_build_object('id', p.id, 'version', p.version, 'otherKeys', p.other_keys, 'row', p.row)`;
const factsSql = `
select
  (select ${json} from patient_key k join patient p on p.id = k.patient_id where k.clinic_id = $1::uuid and k.key = $2) as known,
  (select ${json} from patient p where p.clinic_id = $1::uuid and p.pesel = $3::text) as "samePesel"`;

function planSave(sent: Patient, { known, samePesel }: PatientFacts, context: WriteContext): ChangePlan {
  const plan = planFor(context, digestOf({ act: 'patient', sent: { ...sent, version: 0 } }));
  const patient = planPatient({ clinicId: context.clinicId, sent, known, samePesel, newId: context.newId });
  const refusals = refusalsOf(sent, known, patient, context.ifMatch);
  if (refusals.length > 0 || typeof patient === 'string')
    return { ...plan, answer: { ...refusalAnswer(refusals), state: 'refused' } };
  const { stored, change } = patient;
  plan.answer = {
    state: 'applied',
    status: known === null && samePesel === null ? 201 : 200,
    body: JSON.stringify(renderPatient(context.clinicId, stored)),
  };
  if (change !== null) {
    plan.patients.push({ columns: change.columns, newKey: change.newKey });
    plan.audit.push({ type: 'Patient', key: change.columns.key, before: change.before, after: change.columns.row });
  }
  plan.events.push({ clinicId: context.clinicId, focus: [['Patient', stored.id, stored.row.id, 0]] });
  return plan;
}

function refusalsOf(
  sent: Patient,
  known: StoredPatient | null,
  planned: PatientPlan | 'conflict' | 'missing',
  ifMatch: number | null,
): Refusal[] {
  if (known !== null && ifMatch !== known.version) {
    return [{ code: 'stale-version', path: 'version', facts: { current: known.version } }];
  }
  if (planned === 'conflict') return [{ code: 'pesel-invalid', path: 'patient.pesel', facts: { why: 'other-patient' } }];
  if (planned === 'missing') return [{ code: 'not-found', path: 'patient' }];
  const refusals: Refusal[] =
    sent.pesel !== null && !parsePesel(sent.pesel).ok ? [{ code: 'pesel-invalid', path: 'patient.pesel' }] : [];
  // R15 is a condition of booking, not of being known: only what is there must be usable.
  refusals.push(...checkContact(sent.contact, { minor: false }).filter(({ code }) => code !== 'contact-missing'));
  return refusals;
}
