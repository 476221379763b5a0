/** How a patient (or the relative who acts for him) is reached. R15: one number in E.164 or an e-mail address. */
export interface Contact {
  /** E.164, e.g. `+48730181148`. */
  phone: string | null;
  /** A second number that staff may call; never sent as the notification number. */
  secondPhone: string | null;
  email: string | null;
  /** Whose contact it is. R15, R48: a relative's contact is allowed and marked. */
  relation: 'patient' | 'relative' | 'guardian';
}

export interface Patient {
  /** Key at the desk: UUID minted at a desk, or central's id when no desk minted one. Never changes on screen. */
  id: string;
  /** Central's version; 0 while central does not know the patient. */
  version: number;
  familyName: string;
  givenName: string;
  /** Eleven digits with a valid check digit, or null. */
  pesel: string | null;
  /** Passport, EKUZ ... for people without PESEL. */
  document: { kind: 'passport' | 'ekuz' | 'other'; number: string } | null;
  /** `YYYY-MM-DD`; derived from the PESEL when there is one. */
  birthDate: string | null;
  sex: 'female' | 'male' | null;
  contact: Contact;
}
