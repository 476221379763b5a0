import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as any from '../../test/conformance/arbitraries.ts';
import { aVisit } from '../../test/conformance/builders.ts';
import { type RefusalCode, refusalCodes } from '../domain/refusal.ts';
import { httpStatusOf, refusalsToOutcome } from '../fhir/outcome.ts';
import { patientToFhir } from '../fhir/patient.ts';
import { visitToAppointment } from '../fhir/visit-appointment.ts';
import { answerOf, classify, fateOutcome, outcomeOf } from './classify.ts';

const now = Date.parse('2026-03-02T08:00:00Z');
const position = { 'x-okienko-position': 'e-1;7' };
const outcome = (code: RefusalCode) => refusalsToOutcome([{ code }]);
const resource = { resourceType: 'Task', id: '1', status: 'requested' };
const judge = (status: number, headers: Record<string, string>, body: unknown) => classify({ status, headers, body }, now);

describe('success needs the position of central and FHIR', () => {
  test.each([200, 201, 202])('%i with both is applied', (status) => {
    expect(judge(status, position, resource)).toMatchObject({ kind: 'applied', position: { epoch: 'e-1', event: 7 } });
  });
  test('204 needs no body', () => expect(judge(204, position, undefined)).toMatchObject({ kind: 'applied' }));
  test.each<[string, Record<string, string>, unknown]>([
    ["a captive portal's page", {}, undefined],
    ["a captive portal's JSON", {}, { login: true }],
    ['FHIR without a position', {}, resource],
    ['a position without FHIR', position, { ok: true }],
    ['a broken position', { 'x-okienko-position': 'e-1' }, resource],
  ])('I3: 200 with %s is unknown', (_name, headers, body) => expect(judge(200, headers, body)).toEqual({ kind: 'unknown' }));
});

describe('versions and aliases', () => {
  test('of visit and patient in the answer to $book', () => {
    const visit = aVisit({ version: 3 });
    const merged = patientToFhir(
      {
        id: 'kept',
        version: 5,
        familyName: 'Z',
        givenName: 'H',
        pesel: null,
        document: null,
        birthDate: null,
        sex: null,
        contact: visit.contact,
      },
      { id: '9', otherKeys: ['ours'] },
    );
    const bundle = {
      resourceType: 'Bundle',
      entry: [{ resource: visitToAppointment(visit, { id: '8' }) }, { resource: merged }],
    };
    const body = { resourceType: 'Parameters', parameter: [{ name: 'return', resource: bundle }] };
    expect(judge(200, position, body)).toMatchObject({
      versions: { [`visit:${visit.id}`]: 3, 'patient:kept': 5, 'patient:ours': 5 },
      aliases: { 'patient:ours': 'patient:kept' },
    });
  });
});

describe("central's refusals", () => {
  test.each(refusalCodes.filter((code) => httpStatusOf(code) !== 400))('%s is refused under its status', (code) => {
    const status = httpStatusOf(code);
    expect(judge(status, {}, outcome(code))).toEqual({ kind: 'refused', status, refusals: [{ code }], current: null });
  });
  test('a stale version brings the visit as central holds it', () => {
    const current = aVisit({ version: 4, status: 'cancelled', cancelReason: 'illness' });
    const body = refusalsToOutcome([{ code: 'stale-version' }], visitToAppointment(current, { id: '1' }));
    expect(judge(412, {}, body)).toMatchObject({ kind: 'refused', status: 412, current });
  });
  test.each([400, 405, 410, 418, 451])('%i with a foreign OperationOutcome is refused as invalid', (status) => {
    const body = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'processing' }] };
    expect(judge(status, {}, body)).toEqual({ kind: 'refused', status, refusals: [{ code: 'invalid' }], current: null });
  });
  test.each([400, 404, 409, 410, 412, 422])("%i with a stranger's page is unknown", (status) => {
    expect(judge(status, {}, undefined)).toEqual({ kind: 'unknown' });
  });
  test('413 speaks for itself, whoever says it', () => {
    expect(judge(413, {}, undefined)).toMatchObject({ kind: 'refused', refusals: [{ code: 'invalid' }] });
  });
});

describe('known not applied', () => {
  test.each<[number, unknown, string | null, number | null]>([
    [429, outcome('invalid'), '7', 7_000],
    [429, undefined, null, null],
    [503, outcome('invalid'), '0', 0],
    [503, outcome('invalid'), 'Mon, 02 Mar 2026 08:00:30 GMT', 30_000],
    [503, outcome('invalid'), 'Mon, 02 Mar 2026 07:00:00 GMT', 0],
    [503, outcome('invalid'), '99999999', 3_600_000],
    [503, outcome('invalid'), 'soon', null],
  ])('%i %o Retry-After %s', (status, body, retryAfter, expected) => {
    const headers = retryAfter === null ? {} : { 'retry-after': retryAfter };
    expect(judge(status, headers as Record<string, string>, body)).toEqual({ kind: 'retry', status, retryAfterMs: expected });
  });
  test("Retry-After's date is compared with the answer's own Date: our clock may be hours off", () => {
    const headers = { 'retry-after': 'Mon, 02 Mar 2026 12:00:20 GMT', date: 'Mon, 02 Mar 2026 12:00:00 GMT' };
    expect(judge(429, headers, undefined)).toMatchObject({ retryAfterMs: 20_000 });
  });
  test("a proxy's 503 is unknown: central may be applying it behind", () => {
    expect(judge(503, { 'retry-after': '7' }, undefined)).toEqual({ kind: 'unknown' });
  });
});

test.each([401, 403])('%i asks for sign-in', (status) => {
  expect(judge(status, {}, undefined)).toEqual({ kind: 'unauthorised', status });
});
test.each([100, 301, 302, 307, 500, 502, 504, 599, 0, 999])('%i is unknown', (status) => {
  expect(judge(status, position, outcome('invalid'))).toEqual({ kind: 'unknown' });
});

describe('without an answer', () => {
  test('not sent: send again', () => {
    expect(outcomeOf({ kind: 'not-sent' }, now)).toEqual({ kind: 'retry', status: null, retryAfterMs: null });
  });
  test('sent and unanswered: ask for its fate', () => expect(outcomeOf({ kind: 'no-answer' }, now)).toEqual({ kind: 'unknown' }));
  test('no token: the request never left', () => {
    const attempt = { kind: 'no-token', unauthorised: null, status: 503, retryAfterMs: 5 } as const;
    expect(outcomeOf(attempt, now)).toEqual({ kind: 'retry', status: 503, retryAfterMs: 5 });
    expect(outcomeOf({ ...attempt, unauthorised: 401 }, now)).toEqual({ kind: 'unauthorised', status: 401 });
  });
});

test('the fate of an intent is the outcome that the lost answer would have been', () => {
  const at = { epoch: 'e', event: 3 };
  const body = { ...resource, meta: { versionId: '2' }, identifier: [{ system: 'urn:okienko:task', value: 't' }] };
  expect(fateOutcome({ state: 'applied', status: 200, position: at, body })).toEqual({
    kind: 'applied',
    position: at,
    versions: { 'task:t': 2 },
    aliases: {},
  });
  expect(fateOutcome({ state: 'refused', status: 409, body: outcome('slot-taken') })).toMatchObject({
    refusals: [{ code: 'slot-taken' }],
  });
  expect(fateOutcome({ state: 'never-seen' })).toEqual({ kind: 'never-seen' });
  expect(fateOutcome({ state: 'voided' })).toEqual({ kind: 'voided' });
});

describe('reads', () => {
  const parse = (body: unknown) => (body === resource ? 'value' : null);
  const reply = (status: number, body: unknown) => answerOf({ kind: 'reply', status, headers: {}, body }, parse);
  test.each<[number, unknown, object]>([
    [200, resource, { kind: 'ok', value: 'value' }],
    [200, undefined, { kind: 'offline' }],
    [200, { login: true }, { kind: 'offline' }],
    [200, { resourceType: 'Patient' }, { kind: 'failed', status: 200 }],
    [302, undefined, { kind: 'offline' }],
    [401, undefined, { kind: 'unauthorised', status: 401 }],
    [403, undefined, { kind: 'unauthorised', status: 403 }],
    [404, resource, { kind: 'failed', status: 404 }],
    [502, undefined, { kind: 'failed', status: 502 }],
  ])('%i %o', (status, body, expected) => expect(reply(status, body)).toEqual(expected));
  test('nobody there', () => expect(answerOf({ kind: 'not-sent' }, parse)).toEqual({ kind: 'offline' }));
});

describe('I3: whatever arrives, classification answers and never throws', () => {
  const bodies = fc.oneof(
    fc.jsonValue(),
    fc.constant(undefined),
    any.damaged(any.refusal.map((refusal) => refusalsToOutcome([refusal]))),
    any.damaged(any.visit.map((visit) => visitToAppointment(visit))),
  );
  const headers = fc.dictionary(
    fc.constantFrom('x-okienko-position', 'retry-after', 'date', 'etag'),
    fc.oneof(fc.string(), fc.constant('e;1'), fc.array(fc.string(), { maxLength: 2 })),
  );
  test('any status, headers and body', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), headers, bodies, (status, head, body) => {
        const found = classify({ status, headers: head, body }, now);
        expect(['applied', 'refused', 'retry', 'unauthorised', 'unknown']).toContain(found.kind);
        if (found.kind === 'applied') expect(status >= 200 && status < 300).toBe(true);
        if (found.kind === 'refused') expect(found.refusals.length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    ));
});
