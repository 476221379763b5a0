/**
 * Everything about P1's wire that may turn out otherwise, in one place. The interface of e-registration itself is not public:
 * `confirmed` is what public code of P1's sibling services shows (sources: /docs/p1.md), `assumed` is our choice until P1's own
 * documentation comes. docs/p1.md lists each line with what to do about it; a test keeps the two in step.
 */
import type { RefusalCode } from '../../domain/refusal.ts';
import { keySystem, system } from '../systems.ts';

export interface Fact<T> {
  status: 'confirmed' | 'assumed';
  /** Where it is from, or why it was chosen. */
  source: string;
  value: T;
}

const confirmed = <T>(source: string, value: T): Fact<T> => ({ status: 'confirmed', source, value });
const assumed = <T>(source: string, value: T): Fact<T> => ({ status: 'assumed', source, value });

const oid = '2.16.840.1.113883.3.4424';
/** A provider's own node (2.7.n) comes with its certificates; the training central's clinics share this invented one. */
const ownRoot = `${oid}.2.7.999999`;
const structures = 'https://ezdrowie.gov.pl/fhir/StructureDefinition/PLErejestracja-';
const codes = 'https://ezdrowie.gov.pl/fhir/CodeSystem/PLErejestracja';

/** Identifier and code systems: ours → P1's. Those that are P1's own already (PESEL, NPWZ, clinic code) are the same on both sides. */
const systems: Record<string, string> = {
  [keySystem.Organization]: `urn:oid:${oid}.2.3.1`,
  [keySystem.Patient]: `urn:oid:${oid}.1.7.1.616`,
  [keySystem.Appointment]: `urn:oid:${ownRoot}.1`,
  [keySystem.Schedule]: `urn:oid:${ownRoot}.2`,
  [keySystem.Slot]: `urn:oid:${ownRoot}.3`,
  [keySystem.Task]: `urn:oid:${ownRoot}.4`,
  [keySystem.Basic]: `urn:oid:${ownRoot}.5`,
  [keySystem.Practitioner]: `urn:oid:${ownRoot}.6`,
  [system.intent]: `urn:oid:${ownRoot}.7`,
  [system.waitingEntry]: `urn:oid:${ownRoot}.8`,
  [system.client]: `urn:oid:${ownRoot}.9`,
  [system.referralKey]: `urn:oid:${ownRoot}.10`,
  [system.referralCode]: `urn:oid:${ownRoot}.11`,
  [system.service]: `${codes}Usluga`,
  [system.visitKind]: `${codes}RodzajWizyty`,
  [system.cancelReason]: `${codes}PowodOdwolania`,
  [system.taskKind]: `${codes}RodzajZadania`,
  [system.examModifier]: `${codes}RodzajBadania`,
  [system.waitingClosed]: `${codes}ZamkniecieZgloszenia`,
  [system.basicKind]: `${codes}RodzajUstawienia`,
  [system.communicationKind]: `${codes}RodzajWiadomosci`,
  [system.accessKind]: `${codes}RodzajDostepu`,
};

/** `status`: the HTTP status that the plain dialect gives this refusal; P1 says 422 to all of them but 404. */
export interface RegCode {
  reg: string;
  code: RefusalCode;
  status: number;
}

export const p1Facts = {
  // Signing in
  assertionAudience: confirmed('P1I oauth.ts: a constant, not the host that is called', 'https://ezdrowie.gov.pl/token'),
  assertionAlgorithm: confirmed('P1I oauth.ts', 'RS256'),
  assertionSeconds: confirmed("P1I: the SDK's own choice; P1's maximum was not seen", 300),
  providerRoot: confirmed('P1I oids.ts: podmiot, resort code part I', `${oid}.2.3.1`),
  providerExtension: assumed(
    'each desk signs in by a name of its own, so that one computer can be shut out',
    'client id of the desk',
  ),
  userId: assumed('P1I has a medical worker (NPWZ) here; a receptionist has no such number', `${ownRoot}.12`),
  userRole: assumed(
    "P1I's SOAP context knows it; which role a receptionist has towards e-registration was not found",
    'PRACOWNIK_ADMINISTRACYJNY',
  ),
  scope: assumed('named like those of ZM, SGO-A and Patient Summary', 'https://ezdrowie.gov.pl/fhir-erejestracja'),
  tokenAnswer: confirmed('P1I: camelCase, no expires_in', { token: 'accessToken', error: 'error' } as const),
  tokenSeconds: assumed('the answer does not tell; a 401 fetches a new one in any case', 300),
  tokenRefusal: confirmed('P1I: 422 with error.location and error.diagnostics', 422),
  clientCertificate: confirmed('P1I: every call over mutual TLS, the sign-in too', true),
  // Resources
  extensionBase: assumed('canonicals of P1 profiles begin like this (P1I); e-registration has none in public', structures),
  systems: assumed(
    'the OIDs of podmiot and local patient id are known (P1I, PLBASE); which system e-registration wants was not found',
    systems,
  ),
  security: confirmed('P1I: meta.security of ZM resources', { system: `urn:oid:${oid}.11.1.83`, code: 'N' }),
  searchParameters: assumed('plpatient is confirmed (P1I, MEDFILE-ZM); the others are named after it', {
    Patient: 'plpatient',
    Appointment: 'plappointment',
    Schedule: 'plschedule',
    Task: 'pltask',
    Basic: 'plbasic',
  } as Record<string, string>),
  fullPut: confirmed('MEDFILE-ZM, P1I: a change is the whole new content by PUT, read before', true),
  versionId: assumed(
    'meta.versionId = previous + 1 is confirmed; that a stale one in the PUT is refused is not (no ETag was found)',
    true,
  ),
  changeTag: assumed('says what a PUT of an Appointment means, so that a repetition means the same', `${codes}RodzajZmiany`),
  slotsOnTheWire: confirmed('SEED: providers feed schedules and all dates, booked and free', true),
  publicationBundle: assumed('Schedule and its Slots in one Bundle, all or nothing (FHIR R4)', 'transaction' as const),
  operations: assumed('$book, $find and $hold as in IHE ITI Scheduling; SEED tells the dialogue, not its form', [
    '$book',
    '$find',
    '$hold',
  ]),
  batches: assumed('no Bundle of independent requests was found, so each goes by itself', false),
  intentHeader: assumed('X-Request-Id names a request; a repetition with the same name has the same answer', 'X-Request-Id'),
  // Hearing of changes
  history: assumed('_history of the whole base with a cursor; _lastUpdated and push were looked for and not found', '_history'),
  pollSeconds: assumed('no rate limit was found', 5),
  clock: assumed('the Date header of an answer to FHIR calls; EDM demands ±15 minutes (P1I)', 'Date'),
  // Refusals
  regCodePlace: confirmed('P1I fhir-client.ts: diagnostics or details.text', /\bREG(?:\.[A-Z]+)*\.\d+\b/),
  refusalStatus: assumed('422 is confirmed for the sign-in alone', 422),
  /** The first line of a refusal is the one that is said; others are understood too. */
  regCodes: assumed(
    'REG.WER.4059, REG.16928, REG.16991 and REG.WER.4636 are confirmed (P1I); the CER series is invented',
    regCodes(),
  ),
} as const satisfies Record<string, Fact<unknown>>;

function regCodes(): RegCode[] {
  const conflicts: RefusalCode[] = [
    'slot-taken',
    'slot-held',
    'referral-used',
    'visit-not-active',
    'visit-started',
    'intent-voided',
    'referral-cancelled',
  ];
  const rules: RefusalCode[] = [
    ...([
      'slot-past',
      'outside-window',
      'wrong-slot-kind',
      'remote-first-visit',
      'first-visits-only',
      'clinic-changes-only',
    ] as const),
    ...(['exam-not-movable', 'referral-missing', 'referral-invalid', 'contact-missing', 'contact-invalid'] as const),
    ...(['guardian-missing', 'age-mismatch', 'code-mismatch', 'pesel-invalid', 'identity-missing', 'not-covered'] as const),
    ...(['not-eligible', 'reason-missing', 'outcome-too-early', 'override-not-allowed', 'waiting-first-only'] as const),
    ...(['hours-invalid', 'hours-overlap', 'visits-undecided', 'waiting-matches'] as const),
  ];
  const row = (number: number, code: RefusalCode, status: number): RegCode => ({ reg: `REG.CER.${number}`, code, status });
  return [
    row(4000, 'invalid', 400),
    row(4220, 'invalid', 422),
    row(4040, 'not-found', 404),
    row(4041, 'slot-gone', 404),
    row(4120, 'stale-version', 412),
    row(4030, 'forbidden', 403),
    row(4091, 'entry-not-open', 409),
    ...conflicts.map((code, index) => row(4092 + index, code, 409)),
    ...rules.map((code, index) => row(4221 + index, code, 422)),
    { reg: 'REG.16991', code: 'forbidden', status: 403 },
    { reg: 'REG.16928', code: 'identity-missing', status: 422 },
    { reg: 'REG.WER.4059', code: 'invalid', status: 422 },
    { reg: 'REG.WER.4636', code: 'invalid', status: 422 },
  ];
}
