import { eligibilityCall } from '../booking/eligibility-call.ts';
import type { Central } from '../central.ts';
import { confirmationCall } from '../notifications/confirmation-call.ts';
import { submissionCall } from '../waiting-room/submission-call.ts';
import { auditCall } from './audit-calls.ts';
import { batchCall } from './batch-call.ts';
import { type FhirAnswer, type FhirCall, notFound, plainOutcome } from './fhir-call.ts';
import { intentFate, voidIntent } from './intent-calls.ts';
import { readCall, searchCall } from './read-calls.ts';
import { readReferralCall, searchReferral } from './referral-calls.ts';
import { findCall, holdCall, releaseCall } from './slot-calls.ts';
import { subscriptionCall } from './subscription-calls.ts';
import { changeVisitCall, putCall } from './write-calls.ts';

const writable = new Set(['Patient', 'Schedule', 'Task', 'Basic']);

/** Every call below `/fhir` but the CapabilityStatement, which needs no sign-in. */
export async function dispatch(central: Central, call: FhirCall): Promise<FhirAnswer> {
  const { method, path } = call;
  const [type = '', second] = path;
  const name = `${method} ${path.join('/')}`;
  switch (name) {
    case 'POST ':
      return batchCall(central, call, (inner) =>
        inner.path.length > 0 ? dispatch(central, inner) : Promise.resolve(wrongMethod),
      );
    case 'POST Appointment/$book':
      return central.book(call);
    case 'POST Appointment/$set-outcome':
    case 'POST Appointment/$change-details':
      return changeVisitCall(central, call);
    case 'POST Appointment/$send-confirmation':
      return confirmationCall(central, call);
    case 'POST Appointment/$find':
      return findCall(central, call);
    case 'POST Appointment/$hold':
      return holdCall(central, call);
    case 'POST Task/$submission':
      return submissionCall(central, call);
    case 'POST CoverageEligibilityRequest/$submit':
      return eligibilityCall(central, call);
    case 'GET $intent':
      return intentFate(central, call);
    case 'POST $intent-void':
      return voidIntent(central, call);
  }
  if (type === 'Subscription' && method === 'GET' && path.length <= 3) return subscriptionCall(central, call);
  if (type === 'AuditEvent' && method === 'GET' && second === undefined) return auditCall(central, call);
  if (type === '' || path.length > 2 || second?.startsWith('$')) return notFound('url');
  if (type === 'ServiceRequest' && method === 'GET') {
    return second === undefined ? searchReferral(central, call) : readReferralCall(central, call);
  }
  if (method === 'GET') return second === undefined ? searchCall(central, call) : readCall(central, call);
  if (method === 'PUT' && second === undefined && writable.has(type)) return putCall(central, call);
  if (method === 'DELETE' && second !== undefined && type === 'Appointment') return releaseCall(central, call);
  return wrongMethod;
}

const wrongMethod: FhirAnswer = {
  status: 405,
  body: JSON.stringify(plainOutcome('not-supported', 'This interaction is not offered; see GET /fhir/metadata.')),
};
