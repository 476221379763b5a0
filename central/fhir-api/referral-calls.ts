import type { BundleEntry } from 'fhir/r4';
import { referralKeyOf } from '../../core/domain/referral.ts';
import { referralStateOf } from '../../core/domain/referral-state.ts';
import type { Referral } from '../../core/domain/visit.ts';
import { type ReferralRecord, referralToServiceRequest } from '../../core/fhir/service-request.ts';
import { keySystem, system } from '../../core/fhir/systems.ts';
import { noteShown } from '../access/of-call.ts';
import type { Central } from '../central.ts';
import type { Queryable } from '../db/database.ts';
import { isUuid } from '../writes/intent-id.ts';
import { type FhirAnswer, type FhirCall, invalid, notFound, resourceAnswer } from './fhir-call.ts';

/**
 * `GET ServiceRequest?identifier=…` and `GET ServiceRequest/<id>` (R18). It follows from the visits, so it is in step with each
 * booking, cancellation and outcome. By its 44-digit key whoever knows that is told, by a visit or by id only the clinic that
 * holds the referral.
 */
export async function searchReferral(central: Central, call: FhirCall): Promise<FhirAnswer> {
  const { query, caller } = call;
  const unknown = [...query.keys()].find((name) => !['identifier', '_count', '_format'].includes(name));
  if (unknown !== undefined) return invalid(unknown);
  const identifier = query.get('identifier') ?? '';
  const [ofSystem, value = ''] = identifier.split('|');
  let found: ReferralRecord | null = null;
  if (ofSystem === system.referralKey) {
    const id = referralKeyOf({ key: value, code: null, clinicCodes: null }, null);
    found = await readReferral(central.database, id, caller.clinicId, { key: value, code: null });
  } else if (ofSystem === keySystem.Appointment) {
    const [visit] = await central.database.query<{ referral: string | null }>(
      'select referral from visit where clinic_id = $1::uuid and key = $2',
      [caller.clinicId, value],
    );
    found = visit?.referral ? held(await readReferral(central.database, visit.referral, caller.clinicId)) : null;
  }
  await noteShown(central, call, 'referral', 'ServiceRequest', found === null ? [] : [found.id]);
  const url = `${central.url()}/fhir/ServiceRequest`;
  const entry: BundleEntry[] =
    found === null
      ? []
      : [{ fullUrl: `${url}/${found.id}`, resource: referralToServiceRequest(found), search: { mode: 'match' } }];
  return resourceAnswer({
    resourceType: 'Bundle',
    type: 'searchset',
    link: [{ relation: 'self', url: query.size > 0 ? `${url}?${query}` : url }],
    total: entry.length,
    ...(entry.length > 0 ? { entry } : {}),
  });
}

export async function readReferralCall(central: Central, call: FhirCall): Promise<FhirAnswer> {
  const { path, caller } = call;
  const id = path[1];
  const found = isUuid(id) ? held(await readReferral(central.database, id, caller.clinicId)) : null;
  await noteShown(central, call, 'referral', 'ServiceRequest', found === null ? [] : [found.id]);
  return found === null ? notFound('ServiceRequest') : resourceAnswer(referralToServiceRequest(found));
}

const held = (record: ReferralRecord | null): ReferralRecord | null => (record?.holder ? record : null);

/** null when nobody has ever booked, waited or cancelled it. */
async function readReferral(
  database: Queryable,
  id: string,
  clinicId: string,
  told: Pick<Referral, 'key' | 'code'> | null = null,
): Promise<ReferralRecord | null> {
  const visits = await database.query<{
    status: string;
    own: boolean;
    referral: Referral | null;
    patientId: string;
    patientKey: string;
  }>(
    `select v.status, v.clinic_id = $2::uuid as own, v.row->'referral' as referral, p.id as "patientId", p.key as "patientKey"
     from visit v join patient p on p.id = v.patient_id
     where v.referral = $1::uuid and v.kind = 'first' and v.service = 'cardiology'`,
    [id, clinicId],
  );
  const [known] = await database.query<{ waited: boolean; cancelled: boolean }>(
    `select exists (select 1 from waiting_entry where referral = $1::uuid) as waited,
       exists (select 1 from cancelled_referral where referral = $1::uuid) as cancelled`,
    [id],
  );
  const { waited = false, cancelled = false } = known ?? {};
  if (visits.length === 0 && !waited && !cancelled) return null;
  const holding = visits.find(({ own, status }) => own && ['booked', 'arrived', 'fulfilled'].includes(status));
  return {
    id,
    referral: told ?? holding?.referral ?? { key: null, code: null },
    state: referralStateOf(
      visits.map(({ status }) => status),
      cancelled,
    ),
    holder: holding ? { clinicId, patient: { id: holding.patientId, key: holding.patientKey } } : null,
  };
}
