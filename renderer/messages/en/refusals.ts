import type { refusals as source } from '../pl/refusals.ts';
import type { Translated } from '../translated.ts';

export const refusals: Translated<typeof source> = {
  title_one: 'This cannot be done',
  title_other: 'This cannot be done for {{count}} reasons',
  rule: 'rule {{rule}}',
  code: {
    'slot-taken': { what: 'Another patient already has this slot.', act: 'Choose another free slot.' },
    'slot-held': {
      what: 'Someone is booking this slot and holds it for at most 5 minutes.',
      act: 'Wait a moment or choose another slot.',
    },
    'slot-gone': { what: 'This slot is no longer in the schedule.', act: 'Choose a slot that the calendar shows.' },
    'needs-central': {
      what: 'Only central e-registration knows other clinics’ dates, and it cannot be reached now.',
      act: 'Book in this clinic, enter the waiting room, or try once it is connected.',
    },
    'slot-past': { what: 'This slot has begun or has passed.', act: 'Choose a later slot.' },
    'outside-window': {
      what: 'The slot lies outside the period in which booking is allowed.',
      act: 'Choose an earlier slot; when there is none, the waiting room remains.',
    },
    'wrong-slot-kind': {
      what: 'The slot is of another kind than the visit: first visits and continuations have slots of their own.',
      act: 'Choose a slot of the same kind.',
    },
    'remote-first-visit': { what: 'A first visit cannot be remote.', act: 'Choose a slot in person.' },
    'first-visits-only': { what: 'Patients book only first visits by themselves.', act: 'Book this visit at the desk.' },
    'clinic-changes-only': {
      what: 'Only the clinic changes the date of a continuation visit.',
      act: 'Change the date at the clinic that treats the patient.',
    },
    'exam-not-movable': {
      what: 'A screening exam is not moved to another date.',
      act: 'Open the exam and choose “Change date…”: cancelling and booking anew are one step there.',
    },
    'referral-missing': { what: 'The referral is missing.', act: 'Scan the key of the e-referral, or type code and PESEL.' },
    'referral-invalid': {
      what: 'This is not a referral: the key has 44 digits, the code has 4 and needs a PESEL number.',
      act: 'Scan or type it again.',
    },
    'referral-used': {
      what: 'A visit or waiting-room entry for this referral exists, at this or another clinic.',
      act: 'Find that visit and move it, or ask for a new referral.',
    },
    'referral-cancelled': {
      what: 'The issuer has cancelled this referral.',
      act: 'Ask the patient for a new referral and enter it here.',
    },
    'contact-missing': { what: 'Neither phone nor e-mail was given.', act: 'Enter one number or address; a relative’s will do.' },
    'contact-invalid': { what: 'The number or address cannot be used.', act: 'Enter one phone number or one e-mail address.' },
    'guardian-missing': {
      what: 'The patient is a minor and no guardian’s contact was given.',
      act: 'Enter the guardian’s contact.',
    },
    'age-mismatch': {
      what: 'The patient’s age on the day of the visit does not suit the clinic: some are under 18, others from 18.',
      act: 'Choose the right clinic.',
    },
    'code-mismatch': { what: 'The referral is not for this clinic.', act: 'Choose the clinic named by the referral.' },
    'pesel-invalid': { what: 'The PESEL number is wrong.', act: 'Check it with the document and type it again.' },
    'identity-missing': { what: 'Neither PESEL number nor another document was given.', act: 'Enter PESEL, passport or EHIC.' },
    'not-covered': { what: 'This clinic is not part of central e-registration.', act: 'Such a visit stays at this clinic only.' },
    'not-eligible': {
      what: 'The patient does not qualify for the programme today, or is not entitled to care.',
      act: 'Check eWUŚ and SIMP.',
    },
    'reason-missing': { what: 'No reason was given.', act: 'Choose a reason from the list.' },
    'visit-started': { what: 'The visit has begun.', act: 'Record whether the patient came.' },
    'outcome-too-early': {
      what: 'It is too early for that.',
      act: 'An arrival is recorded on the day of the visit, a no-show once it was to begin.',
    },
    'same-day': { what: 'Two visits of the series are on one day.', act: 'Change the day of one of them.' },
    'visit-not-active': { what: 'This visit is already cancelled or over.', act: 'Book a new visit.' },
    'override-not-allowed': { what: 'Only a manager may add an extra slot.', act: 'Ask the manager or choose a free slot.' },
    'held-back': {
      what: 'An earlier change of this slot or patient is waiting for central’s answer.',
      act: 'Wait until it is settled; the program checks by itself.',
    },
    'hours-invalid': {
      what: 'The hours end before they begin or hold no slot at all.',
      act: 'Correct the hours, the length of a slot or the validity.',
    },
    'hours-overlap': {
      what: 'Two stretches of the same schedule overlap.',
      act: 'Change the hours, or end the earlier stretch the day before the new one.',
    },
    'visits-undecided': {
      what: 'The change hits visits that nobody has decided about yet.',
      act: 'Check the changes again and decide about each visit.',
    },
    'waiting-matches': {
      what: 'Patients in the waiting room are waiting for these first-visit slots.',
      act: 'Leave them as first-visit slots or change others.',
    },
    'stale-version': {
      what: 'Someone changed this meanwhile, for example the patient in IKP.',
      act: 'Look at the new state and decide again.',
    },
    'intent-voided': { what: 'This change was given up at this desk before.', act: 'If it is still needed, make it anew.' },
    'entry-not-open': { what: 'This submission is closed already.', act: 'Check its status and make a new one if needed.' },
    'waiting-first-only': { what: 'The waiting room is for first cardiology visits only.', act: 'Search for a free slot.' },
    'disk-full': {
      what: 'The disk of this computer is full. Nothing was saved.',
      act: 'Free some space and do it again; the program goes on.',
    },
    'rescue-code-wrong': {
      what: 'The code does not open this file, or the file is damaged.',
      act: 'Type the code again; without it the file cannot be read.',
    },
    'other-clinic': { what: 'This file is from another clinic.', act: 'Open it on a computer of that clinic.' },
    'certificate-unreadable': {
      what: 'This is no file with a certificate (PKCS#12, usually .p12 or .pfx).',
      act: 'Choose the file that the issuer of the certificate sent.',
    },
    'certificate-password': {
      what: 'The password does not open this file.',
      act: 'Type it again as the issuer gave it; nothing was changed.',
    },
    'certificate-no-key': {
      what: 'There is no private key in the file, only the certificate.',
      act: 'Export the certificate together with its private key.',
    },
    'certificate-mismatch': {
      what: 'The certificate in the file does not belong to the key in it.',
      act: 'Ask the issuer for the right pair.',
    },
    'certificate-expired': { what: 'This certificate has expired.', act: 'It was valid until {{date}}. Import a newer one.' },
    'certificate-early': {
      what: 'This certificate is not valid yet.',
      act: 'It will be from {{date}} on. Check this computer’s date too.',
    },
    'certificate-not-rsa': {
      what: 'This certificate cannot sign: its key is no RSA key.',
      act: 'Choose the certificate that is meant for signing, or import this one for the connection.',
    },
    'not-found': { what: 'This no longer exists.', act: 'Refresh the view and check again.' },
    'wrong-password': { what: 'The login or the password is not right.', act: 'Check Caps Lock and type it again.' },
    'wrong-pin': { what: 'The PIN is not right.', act: 'Type it again, or sign in with the password.' },
    'pin-blocked': { what: 'The PIN does not work here now.', act: 'Sign in with the password.' },
    'wrong-code': { what: 'This is not the recovery code of this clinic.', act: 'Copy it from the print once more.' },
    wait: { what: 'Too many wrong tries.', act: 'The next one is possible in {{seconds}} s.' },
    'password-weak': {
      what: 'This password is easily guessed or too short.',
      act: 'Choose at least {{min}} characters, such as a few unrelated words, without name and login.',
    },
    'pin-weak': { what: 'This PIN is easily guessed.', act: 'Choose 4 to 8 digits, neither in a row nor all alike.' },
    'login-taken': { what: 'Somebody else has this login.', act: 'Choose another one.' },
    'last-administrator': {
      what: 'After this change nobody could manage accounts.',
      act: 'Give that permission to another person first.',
    },
    'own-account': { what: 'Nobody changes the own permissions.', act: 'Ask another person who manages accounts.' },
    'accounts-untrusted': {
      what: 'The accounts from central e-registration do not fit this clinic’s key.',
      act: 'Tell the IT person.',
    },
    'password-outdated': {
      what: 'The clinic has exchanged its key, and this password does not open it.',
      act: 'Ask IT or the manager for a new password.',
    },
    'clinic-key-changing': {
      what: 'The clinic’s key is being exchanged, so accounts have to wait.',
      act: 'Sign in here again by password and try in a moment.',
    },
    'accounts-unsent': {
      what: 'Changes of accounts made here have not reached central e-registration yet.',
      act: 'Try again in a moment.',
    },
    'central-needed': {
      what: 'This cannot be done without central e-registration. Nothing was changed.',
      act: 'Try again when the connection is back.',
    },
    'not-permitted': { what: 'This needs other permissions.', act: 'Ask the manager or the IT person.' },
    'signed-out': { what: 'The screen is locked, or nobody is signed in.', act: 'Sign in and try again.' },
    forbidden: { what: 'This belongs to another clinic.', act: 'Contact that clinic.' },
    invalid: { what: 'The data are incomplete or malformed.', act: 'Check the marked fields.' },
  },
};
