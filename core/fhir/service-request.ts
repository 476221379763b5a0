/** R18: the state of a referral as ServiceRequest. */
import type { ServiceRequest } from 'fhir/r4';
import type { ReferralState } from '../domain/referral-state.ts';
import type { Referral } from '../domain/visit.ts';
import { referenceTo } from './keys.ts';
import { extension, system } from './systems.ts';

export interface ReferralRecord {
  /** Digest of the referral (`referralKeyOf`). */
  id: string;
  referral: Pick<Referral, 'key' | 'code'>;
  state: ReferralState;
  /** Who holds it, when that is the asking clinic; nobody else is named. */
  holder: { clinicId: string; patient: { id: string; key: string } } | null;
}

const statusOf = { issued: 'active', held: 'active', performed: 'completed', cancelled: 'revoked' } as const;

export function referralToServiceRequest({ id, referral, state, holder }: ReferralRecord): ServiceRequest {
  const { key, code } = referral;
  const identifier = [
    ...(key === null ? [] : [{ system: system.referralKey, value: key }]),
    ...(code === null ? [] : [{ system: system.referralCode, value: code }]),
  ];
  return {
    resourceType: 'ServiceRequest',
    id,
    extension: [{ url: extension.referralState, valueCode: state }],
    ...(identifier.length > 0 ? { identifier } : {}),
    status: statusOf[state],
    intent: 'order',
    subject: holder === null ? { type: 'Patient', display: '—' } : referenceTo('Patient', holder.patient.key, holder.patient.id),
    ...(holder === null ? {} : { performer: [referenceTo('Organization', holder.clinicId, holder.clinicId)] }),
  };
}
