import { checkContact } from './contact.ts';
import type { Contact } from './patient.ts';
import { isValidReferral } from './referral.ts';
import type { Refusal } from './refusal.ts';
import type { Referral, Visit, VisitGap } from './visit.ts';

/** What of a visit may be changed without changing its time (R15, R18). */
export interface VisitDetails {
  contact: Contact;
  note: string | null;
  referral: Referral | null;
}

/** What a legacy visit lacked (R6) is settled when it has been told. */
export function withDetails(visit: Visit, { contact, note, referral }: VisitDetails): Visit {
  const settled: VisitGap[] = [];
  if (contact.phone !== null || contact.email !== null) settled.push('no-contact');
  if (referral !== null) settled.push('no-referral');
  return { ...visit, contact, note, referral, gaps: visit.gaps.filter((gap) => !settled.includes(gap)) };
}

export interface DetailsFacts {
  /** null = not found. */
  visit: Pick<Visit, 'status' | 'kind' | 'service' | 'contact' | 'referral' | 'legacy'> | null;
  details: VisitDetails;
  patient: { pesel: string | null; minor: boolean };
  /** The wanted referral serves another active booking or waiting-room entry (R18). */
  referralUsed: boolean;
  /** Its issuer has cancelled it; undefined at a desk, which cannot know. */
  referralCancelled?: boolean;
}

/** R15, R18: what is not touched is not judged, so that a note can be added to a visit that still lacks something. */
export function judgeDetails({ visit, details, patient, ...told }: DetailsFacts): Refusal[] {
  if (!visit) return [{ code: 'not-found', path: 'visit' }];
  if (visit.status === 'cancelled') return [{ code: 'visit-not-active', path: 'visit' }];
  const refusals: Refusal[] = [];
  if (!same(details.contact, visit.contact)) refusals.push(...checkContact(details.contact, { minor: patient.minor }));
  if (!sameReferral(details.referral, visit.referral)) refusals.push(...judgeReferral(visit, details, patient, told));
  return refusals;
}

function judgeReferral(
  { kind, service }: Pick<Visit, 'kind' | 'service'>,
  { referral }: VisitDetails,
  { pesel }: { pesel: string | null },
  { referralUsed, referralCancelled }: Pick<DetailsFacts, 'referralUsed' | 'referralCancelled'>,
): Refusal[] {
  const needed = service === 'cardiology' && kind === 'first';
  if (referral === null) return needed ? [{ code: 'referral-missing', rule: 'R18', path: 'referral' }] : [];
  const refusals: Refusal[] = [];
  if (!isValidReferral(referral, pesel)) refusals.push({ code: 'referral-invalid', rule: 'R18', path: 'referral' });
  if (needed && referralCancelled) refusals.push({ code: 'referral-cancelled', rule: 'R18', path: 'referral' });
  if (needed && referralUsed) refusals.push({ code: 'referral-used', rule: 'R18', path: 'referral' });
  return refusals;
}

function sameReferral(left: Referral | null, right: Referral | null): boolean {
  return left?.key === right?.key && left?.code === right?.code;
}

function same(left: Contact, right: Contact): boolean {
  return (
    left.phone === right.phone &&
    left.secondPhone === right.secondPhone &&
    left.email === right.email &&
    left.relation === right.relation
  );
}
