/** Names on the wire: identifier systems, code systems, extension urls. docs/spec/central-interface.md is their list. */

/** Systems of business identifiers whose value is the *key* of a thing everywhere but inside central. */
export const keySystem = {
  Appointment: 'urn:okienko:visit',
  Patient: 'urn:okienko:patient',
  Schedule: 'urn:okienko:schedule',
  Slot: 'urn:okienko:slot',
  Task: 'urn:okienko:task',
  Basic: 'urn:okienko:setting',
  Practitioner: 'urn:okienko:actor',
  Device: 'urn:okienko:actor',
  PractitionerRole: 'urn:okienko:schedule',
  Organization: 'urn:okienko:clinic',
} as const;

export type KeyedType = keyof typeof keySystem;

export const system = {
  intent: 'urn:okienko:intent',
  /** Key of a waiting-room entry; a Task with it is no shared task of the desks. */
  waitingEntry: 'urn:okienko:waiting-entry',
  client: 'urn:okienko:client',
  pesel: 'urn:oid:2.16.840.1.113883.3.4424.1.1.616',
  npwz: 'urn:oid:2.16.840.1.113883.3.4424.1.6.2',
  clinicCode: 'urn:oid:2.16.840.1.113883.3.4424.11.2.4',
  referralKey: 'urn:okienko:referral-key',
  referralCode: 'urn:okienko:referral-code',
  service: 'urn:okienko:service',
  visitKind: 'urn:okienko:visit-kind',
  cancelReason: 'urn:okienko:cancel-reason',
  taskKind: 'urn:okienko:task-kind',
  /** Modifier of an exam: `repeat` (R39). */
  examModifier: 'urn:okienko:exam-modifier',
  waitingClosed: 'urn:okienko:waiting-closed',
  basicKind: 'urn:okienko:basic-kind',
  communicationKind: 'urn:okienko:communication-kind',
  accessKind: 'urn:okienko:access-kind',
  refusal: 'https://okienko.example/fhir/CodeSystem/refusal',
} as const;

export const documentSystemPrefix = 'urn:okienko:document:';

export const extensionBase = 'https://okienko.example/fhir/StructureDefinition/';

export const extension = {
  // Appointment
  clinic: `${extensionBase}clinic`,
  schedule: `${extensionBase}schedule`,
  contact: `${extensionBase}contact`,
  mode: `${extensionBase}mode`,
  legacy: `${extensionBase}legacy`,
  gaps: `${extensionBase}gaps`,
  entitlement: `${extensionBase}entitlement`,
  channel: `${extensionBase}channel`,
  referralCodes: `${extensionBase}referral-codes`,
  referralState: `${extensionBase}referral-state`,
  elsewhere: `${extensionBase}elsewhere`,
  distance: `${extensionBase}distance-km`,
  holdUntil: `${extensionBase}hold-until`,
  heldBy: `${extensionBase}held-by`,
  course: `${extensionBase}course`,
  // Organization: clinic code of what it has published
  offers: `${extensionBase}offers`,
  // Slot
  payer: `${extensionBase}payer`,
  room: `${extensionBase}room`,
  overbooked: `${extensionBase}overbooked`,
  // Schedule, Task, Basic: the whole domain value as a JSON string, beside the elements that any reader understands
  scheduleDefinition: `${extensionBase}schedule-definition`,
  mobileStop: `${extensionBase}mobile-stop`,
  decidedVisits: `${extensionBase}decided-visits`,
  deskTask: `${extensionBase}desk-task`,
  closedBy: `${extensionBase}closed-by`,
  taskChange: `${extensionBase}desk-task-change`,
  waitingEntry: `${extensionBase}waiting-entry`,
  waitingCriteria: `${extensionBase}waiting-criteria`,
  town: `${extensionBase}town`,
  contained: `${extensionBase}contained`,
  waitingForecast: `${extensionBase}waiting-forecast`,
  settingValue: `${extensionBase}setting-value`,
  policy: `${extensionBase}policy`,
  // Patient
  contactRelation: `${extensionBase}contact-relation`,
  // OperationOutcome: facts of a refusal; the contained current visit and its version (FHIR allows no meta there)
  current: `${extensionBase}current`,
  version: `${extensionBase}version`,
  refusalFacts: `${extensionBase}refusal-facts`,
  // Bundle entry: the intent that an entry of a batch belongs to
  intent: `${extensionBase}intent`,
  // ... and who at the desk acted, and why (I7)
  author: `${extensionBase}author`,
  reason: `${extensionBase}reason`,
  // P1 dialect: number of a change in the history, key of what was deleted; whose will a cancellation is; when an outcome was, with its event
  event: `${extensionBase}event`,
  deleted: `${extensionBase}deleted`,
  cancelledBy: `${extensionBase}cancelled-by`,
  outcome: `${extensionBase}outcome`,
} as const;

/** The one media type that is spoken. */
export const fhirJson = 'application/fhir+json';
