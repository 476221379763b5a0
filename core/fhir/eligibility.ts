/** R36: `CoverageEligibilityRequest/$submit`: does this patient qualify for an exam, by eWUŚ and SIMP, today? */
import type { CoverageEligibilityRequest, CoverageEligibilityResponse } from 'fhir/r4';
import type { ExamRecord } from '../domain/exam-programme.ts';
import type { Refusal } from '../domain/refusal.ts';
import { fromJson, refusalShape } from './json-shapes.ts';
import { keyOfReference, referenceTo } from './keys.ts';
import * as read from './read.ts';
import { clinicCodeConcept } from './service-codes.ts';
import { extension, system } from './systems.ts';

export interface EligibilityQuestion {
  /** Key of a patient of the asking clinic, or central's id. */
  patientKey: string;
  clinicCode: string;
  /** R39: a repeat exam, which the clinic books. */
  repeat: boolean;
}

export interface EligibilityAnswer {
  refusals: Refusal[];
  /** eWUŚ; null = cannot be asked, for want of a PESEL. */
  insured: boolean | null;
}

const insurer = { display: 'Narodowy Fundusz Zdrowia' };
const repeatCode = 'repeat';

export function eligibilityRequest(question: EligibilityQuestion, now: string): CoverageEligibilityRequest {
  const { patientKey, clinicCode, repeat } = question;
  return {
    resourceType: 'CoverageEligibilityRequest',
    status: 'active',
    purpose: ['validation', 'benefits'],
    patient: referenceTo('Patient', patientKey),
    created: now,
    insurer,
    item: [
      {
        productOrService: clinicCodeConcept(clinicCode),
        ...(repeat ? { modifier: [{ coding: [{ system: system.examModifier, code: repeatCode }] }] } : {}),
      },
    ],
  };
}

/** null when it does not say whom and what it asks about. */
export function parseEligibilityRequest(body: unknown): EligibilityQuestion | null {
  if (!read.isObject(body) || body.resourceType !== 'CoverageEligibilityRequest') return null;
  const request = body as unknown as CoverageEligibilityRequest;
  const item = read.items(request.item)[0];
  const patientKey = keyOfReference(request.patient, 'Patient');
  const clinicCode = read.codeOf(item?.productOrService, system.clinicCode);
  if (patientKey === null || clinicCode === null) return null;
  const repeat = read.codeOf(read.items(item?.modifier)[0], system.examModifier) === repeatCode;
  return { patientKey, clinicCode, repeat };
}

export function eligibilityResponse(
  question: EligibilityQuestion & { patientId: string },
  { refusals, record }: { refusals: Refusal[]; record: ExamRecord | null },
  now: string,
): CoverageEligibilityResponse {
  const from = refusals.flatMap(({ facts }) => (typeof facts?.from === 'string' ? [facts.from] : []))[0];
  const { patientId, patientKey, clinicCode } = question;
  const patient = referenceTo('Patient', patientKey, patientId);
  const understood: CoverageEligibilityRequest = { ...eligibilityRequest(question, now), id: 'request', patient };
  return {
    resourceType: 'CoverageEligibilityResponse',
    // As it was understood; it is not kept anywhere.
    contained: [understood],
    status: 'active',
    purpose: ['validation', 'benefits'],
    patient,
    created: now,
    request: { reference: '#request' },
    outcome: 'complete',
    insurer,
    insurance: [
      {
        coverage: { display: 'eWUŚ' },
        ...(record === null ? {} : { inforce: record.insured }),
        ...(from === undefined ? {} : { benefitPeriod: { start: from } }),
        item: [
          {
            ...(refusals.length === 0
              ? {}
              : { extension: refusals.map((one) => ({ url: extension.refusalFacts, valueString: JSON.stringify(one) })) }),
            productOrService: clinicCodeConcept(clinicCode),
            excluded: refusals.length > 0,
          },
        ],
      },
    ],
  };
}

export function eligibilityAnswerOf(body: unknown): EligibilityAnswer | null {
  if (!read.isObject(body) || body.resourceType !== 'CoverageEligibilityResponse') return null;
  const insurance = read.items((body as unknown as CoverageEligibilityResponse).insurance)[0];
  const item = read.items(insurance?.item)[0];
  if (typeof item?.excluded !== 'boolean') return null;
  const refusals = read.items(item.extension).flatMap((one) => fromJson(refusalShape, one.valueString) ?? []);
  // Not qualified without a word why is an answer all the same.
  if (item.excluded && refusals.length === 0) refusals.push({ code: 'not-eligible', rule: 'R36' });
  return { refusals, insured: insurance?.inforce ?? null };
}
