/**
 * Expected refusals are values, never exceptions. The same closed list of codes is used by the desk's own
 * checks, by central's OperationOutcome (`issue.details.coding.code`) and by the screen, where
 * `renderer/messages` turns each code into a sentence.
 */
export const refusalCodes = [
  'slot-taken', // I1: another active visit has the slot
  'slot-held', // someone holds the slot (at most 5 minutes)
  'slot-gone', // the slot is no longer in the published schedule
  'needs-central', // R19: other clinics' slots are known to central alone, and it cannot be reached
  'same-day', // R14: two visits of one series on one day
  'slot-past', // the start is not in the future by central's clock
  'outside-window', // R11, R14, R38
  'wrong-slot-kind', // R14: first visit on a continuation slot, or the other way round
  'remote-first-visit', // R16
  'first-visits-only', // R17: a patient books first visits only
  'clinic-changes-only', // R31, R35: only the clinic moves a continuation visit
  'exam-not-movable', // R31: exams are cancelled and booked anew
  'referral-missing', // R18
  'referral-invalid', // R18: not 44 digits with a key, nor 4 digits with a PESEL
  'referral-used', // R18: an active booking or entry exists somewhere in the country
  'referral-cancelled', // R18: its issuer has cancelled it (ANULOWANE)
  'contact-missing', // R15
  'contact-invalid', // R15: not one number in E.164, not an e-mail
  'guardian-missing', // R48: a minor needs a guardian's contact
  'age-mismatch', // R48: 1101/1103/1105 under 18, the others from 18
  'code-mismatch', // R48: the referral does not allow this clinic code
  'pesel-invalid', // wrong length or check digit
  'identity-missing', // neither PESEL nor another document
  'not-covered', // R1, R2: private slot or a clinic code outside the table
  'not-eligible', // R36
  'reason-missing', // R30
  'visit-started', // R30: the visit's start has passed
  'visit-not-active', // already cancelled, performed or no-show
  'outcome-too-early', // R43: no arrival before the day of the visit, no no-show before its start
  'override-not-allowed', // R49: only a manager overbooks
  'held-back', // an intent of unknown outcome touches this slot or patient
  'entry-not-open', // R27: the waiting-room entry is closed already
  'waiting-first-only', // R21, R38: the waiting room is for first cardiology visits
  'hours-invalid', // R8: hours that end before they begin, or hold no slot; validity that ends before it begins
  'hours-overlap', // R8: two stretches of one schedule at the same time
  'visits-undecided', // R9: a publication hits visits about which nobody has decided
  'waiting-matches', // R14: a first slot may not become continuation while a waiting entry matches it
  'stale-version', // If-Match failed
  'intent-voided', // the desk gave this intent up
  'disk-full', // I2: nothing can be written on this computer, so nothing was accepted
  'rescue-code-wrong', // the code does not open the rescue file, or the file is damaged
  'other-clinic', // a rescue file of another clinic
  'certificate-unreadable', // no PKCS#12 file
  'certificate-password', // the file does not open with this password
  'certificate-no-key',
  'certificate-mismatch', // no certificate in the file belongs to its key
  'certificate-expired', // facts.date
  'certificate-early', // facts.date: valid from then on
  'certificate-not-rsa', // signing is by RSA alone
  'not-found',
  'forbidden', // another clinic's data
  'not-permitted', // the person's role does not allow it
  'wrong-password', // of an account, or no such login
  'wrong-pin',
  'pin-blocked', // too many wrong PINs, or none here: the password is needed
  'wrong-code', // not the clinic's recovery code
  'wait', // too many mistakes: facts.seconds
  'password-weak', // facts.min
  'pin-weak',
  'login-taken',
  'last-administrator', // nobody would be left who can manage accounts
  'own-account', // nobody changes the roles of the own account
  'accounts-untrusted', // the accounts were not made with this clinic's key
  'password-outdated', // the clinic's key changed and was not sealed for this person: IT gives a new password
  'clinic-key-changing', // accounts may be changed again when the clinic's key has changed here
  'accounts-unsent', // changes of accounts made here have not reached central yet
  'central-needed', // this act is done with central or not at all, and it cannot be reached
  'signed-out', // nobody is signed in, or the screen is locked
  'invalid', // malformed request
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

export interface Refusal {
  code: RefusalCode;
  /** Number of the rule in docs/rules.md, e.g. `R34`. */
  rule?: string;
  /** Name of the faulty field or element, e.g. `contact.phone`. */
  path?: string;
  /** Facts for the sentence (limits, dates, times). Never a person's name, PESEL or phone. */
  facts?: Record<string, string | number>;
}

export type Result<T> = { ok: true; value: T } | { ok: false; refusals: Refusal[] };

export const accept = <T>(value: T): Result<T> => ({ ok: true, value });
export const refuse = (...refusals: Refusal[]): Result<never> => ({ ok: false, refusals });
