import { checkContact } from './contact.ts';
import type { Patient } from './patient.ts';
import { parsePesel } from './pesel.ts';
import type { Policy } from './policy.ts';
import { coveredCode } from './policy-values.ts';
import { isValidReferral } from './referral.ts';
import type { Refusal } from './refusal.ts';
import { addDays, ageOn, localDateOf } from './time.ts';
import type { WaitingEntry } from './waiting-entry.ts';

export interface EntryFacts {
  entry: Pick<WaitingEntry, 'referral' | 'clinicCodes' | 'contact' | 'criteria'>;
  patient: Pick<Patient, 'pesel' | 'birthDate' | 'document'>;
  /** R18: an active booking or an open entry uses the referral somewhere in the country. */
  referralUsed: boolean;
  /** Its issuer has cancelled it; undefined at a desk, which cannot know. */
  referralCancelled?: boolean;
  policy: Policy;
  /** Central's instant. */
  now: string;
}

/** May this patient enter the waiting room? R2, R15, R18, R21, R48. Empty = yes; desk and central ask the same. */
export function judgeEntry({ entry, patient, referralUsed, referralCancelled, policy, now }: EntryFacts): Refusal[] {
  const today = localDateOf(now);
  const birthDate = birthDateOf(patient);
  const refusals = identityRefusals(patient);
  if (!isValidReferral(entry.referral, patient.pesel)) refusals.push({ code: 'referral-invalid', rule: 'R18', path: 'referral' });
  else if (referralCancelled) refusals.push({ code: 'referral-cancelled', rule: 'R18', path: 'referral' });
  else if (referralUsed) refusals.push({ code: 'referral-used', rule: 'R18', path: 'referral' });
  refusals.push(...checkContact(entry.contact, { minor: birthDate !== null && ageOn(birthDate, today) < 18 }));
  refusals.push(...codeRefusals(entry, birthDate, policy, today));
  return refusals;
}

function identityRefusals({ pesel, document, birthDate }: EntryFacts['patient']): Refusal[] {
  if (pesel !== null) return parsePesel(pesel).ok ? [] : [{ code: 'pesel-invalid', path: 'patient.pesel' }];
  const refusals: Refusal[] = [];
  if (!document?.number.trim()) refusals.push({ code: 'identity-missing', path: 'patient.pesel' });
  if (birthDate === null) refusals.push({ code: 'identity-missing', path: 'patient.birthDate' });
  return refusals;
}

/** R48: at least one code, all covered and for cardiology, all allowed by the referral, one of them for this age soon. */
function codeRefusals(
  { clinicCodes, referral }: EntryFacts['entry'],
  birthDate: string | null,
  policy: Policy,
  today: string,
): Refusal[] {
  if (clinicCodes.length === 0) return [{ code: 'code-mismatch', rule: 'R48', path: 'clinicCodes' }];
  const refusals: Refusal[] = [];
  for (const clinicCode of clinicCodes) {
    const covered = coveredCode(policy, clinicCode, today);
    if (covered === null) refusals.push({ code: 'not-covered', rule: 'R2', path: 'clinicCodes', facts: { clinicCode } });
    else if (covered.service !== 'cardiology') {
      refusals.push({ code: 'waiting-first-only', rule: 'R21', path: 'clinicCodes', facts: { clinicCode } });
    }
    if (referral.clinicCodes && !referral.clinicCodes.includes(clinicCode)) {
      refusals.push({ code: 'code-mismatch', rule: 'R48', path: 'referral', facts: { clinicCode } });
    }
  }
  const fits = (code: string) => {
    const covered = coveredCode(policy, code, today);
    if (covered === null || birthDate === null) return true;
    // Who turns 18 while waiting may wait for the clinic that takes adults: a year ahead is as far as anyone publishes.
    const from = ageOn(birthDate, today);
    const to = ageOn(birthDate, addDays(today, 365));
    return to >= (covered.minAge ?? 0) && from <= (covered.maxAge ?? Number.POSITIVE_INFINITY);
  };
  if (refusals.length === 0 && !clinicCodes.some(fits)) {
    refusals.push({ code: 'age-mismatch', rule: 'R48', path: 'clinicCodes', facts: { clinicCode: clinicCodes[0] ?? '' } });
  }
  return refusals;
}

function birthDateOf({ pesel, birthDate }: EntryFacts['patient']): string | null {
  const parsed = pesel === null ? null : parsePesel(pesel);
  return parsed?.ok ? parsed.value.birthDate : birthDate;
}
