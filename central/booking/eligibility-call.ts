import { judgeEligibility, programmeOf } from '../../core/domain/judge-eligibility.ts';
import type { Patient } from '../../core/domain/patient.ts';
import { coveredCode } from '../../core/domain/policy-values.ts';
import { localDateOf } from '../../core/domain/time.ts';
import { eligibilityResponse, parseEligibilityRequest } from '../../core/fhir/eligibility.ts';
import { noteShown } from '../access/of-call.ts';
import type { Central } from '../central.ts';
import {
  type FhirAnswer,
  type FhirCall,
  invalid,
  notFound,
  refusedAnswer,
  resourceAnswer,
  throttled,
} from '../fhir-api/fhir-call.ts';
import { readExamRecords } from './exam-records.ts';

/**
 * `POST CoverageEligibilityRequest/$submit` (R36). Of the clinic's own patients only: what was examined when is nothing to
 * be asked about any PESEL.
 */
export async function eligibilityCall(central: Central, call: FhirCall): Promise<FhirAnswer> {
  const { body, caller } = call;
  const question = parseEligibilityRequest(body);
  if (question === null) return invalid('CoverageEligibilityRequest');
  const { policy, database, clock, eligibilityAsked } = central;
  const now = clock.now();
  const today = localDateOf(now);
  const { clinicCode, repeat } = question;
  const service = coveredCode(policy, clinicCode, today)?.service;
  if (!service || programmeOf(policy, clinicCode, today) === null) {
    return refusedAnswer([
      { code: 'not-covered', rule: 'R2', path: 'item.productOrService', facts: { clinicCode, date: today } },
    ]);
  }
  const [patient] = await database.query<{ id: string; key: string; row: Patient }>(
    `select p.id, p.key, p.row from patient p where p.clinic_id = $1::uuid and (p.id::text = $2
       or p.id in (select k.patient_id from patient_key k where k.clinic_id = $1::uuid and k.key = $2))`,
    [caller.clinicId, question.patientKey],
  );
  if (patient === undefined) return notFound('patient');
  const wait = eligibilityAsked.waitFor(caller.clientId, Date.now());
  if (wait !== null) return throttled(wait);
  eligibilityAsked.count(caller.clientId, patient.id, Date.now());
  await noteShown(central, call, 'eligibility', 'Patient', [patient.id]);
  const { pesel } = patient.row;
  const [record = null] = await readExamRecords(database, pesel === null ? [] : [{ pesel, service, visitKey: null }]);
  const refusals = judgeEligibility({ policy, clinicCode, today, patient: patient.row, repeat, record });
  const asked = { ...question, patientKey: patient.key, patientId: patient.id };
  return resourceAnswer(eligibilityResponse(asked, { refusals, record }, now));
}
