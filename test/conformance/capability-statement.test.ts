/** The CapabilityStatement against reality: what it lists answers, and what it does not list is not there. */
import type { CapabilityStatement, CapabilityStatementRestResource } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CentralUnderTest, centralUnderTest, type TestClinic } from './central-under-test.ts';
import { problemsOf } from './official-definitions.ts';

let central: CentralUnderTest;
let clinic: TestClinic;
let token: string;
let statement: CapabilityStatement;

beforeAll(async () => {
  central = await centralUnderTest();
  clinic = await central.newClinic();
  await clinic.publish();
  token = await clinic.accessToken();
  statement = (await (await fetch(`${central.fhirUrl}/metadata`)).json()) as CapabilityStatement;
});
afterAll(async () => {
  await central?.close();
});

/** Types of R4 that a reader might look for; those in the statement and some that are not. */
const types = [
  'Appointment',
  'Patient',
  'Schedule',
  'Slot',
  'Task',
  'Basic',
  'Organization',
  'Practitioner',
  'Device',
  'Communication',
];
const allTypes = [...types, 'PractitionerRole', 'Subscription', 'ServiceRequest', 'AuditEvent', 'Observation', 'Nonsense'];
const listed = (type: string): CapabilityStatementRestResource | undefined =>
  statement.rest?.[0]?.resource?.find((resource) => resource.type === type);
const interactions = (type: string): string[] => listed(type)?.interaction?.map(({ code }) => code) ?? [];

async function call(method: string, path: string, body?: object) {
  const response = await fetch(`${central.fhirUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/fhir+json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  const parsed = text === '' ? null : (JSON.parse(text) as { issue?: { code: string; details?: object }[]; entry?: object[] });
  if (parsed !== null) expect(problemsOf(parsed)).toEqual([]);
  return { status: response.status, body: parsed };
}

/** Not there: no such address, or not by this method. A thing that is merely unknown has a refusal with details. */
async function isOffered(method: string, path: string, body?: object): Promise<boolean> {
  const { status } = await call(method, path, body);
  expect(status).toBeLessThan(500);
  return status !== 404 && status !== 405;
}

const id = '0b8f6a52-0000-4000-8000-00000000ffff';

test('is valid R4 itself', () => expect(problemsOf(statement)).toEqual([]));

describe.each(allTypes)('%s', (type) => {
  test('search', async () => {
    expect(await isOffered('GET', `/${type}`)).toBe(interactions(type).includes('search-type'));
  });

  test('read: what search finds can be read; nothing can be read of what is not listed', async () => {
    const { body } = await call('GET', `/${type}?_count=1`);
    const found = body?.entry?.[0] as { resource: { id: string } } | undefined;
    const known = type === 'Subscription' ? `clinic-${clinic.id}` : found?.resource.id;
    if (!interactions(type).includes('read')) expect(await isOffered('GET', `/${type}/${id}`)).toBe(false);
    else if (known) expect((await call('GET', `/${type}/${known}`)).status).toBe(200);
    else expect((await call('GET', `/${type}/${id}`)).status).toBe(404);
  });

  test('update, by identifier only', async () => {
    const mayUpdate = interactions(type).includes('update');
    expect(mayUpdate).toBe(listed(type)?.conditionalUpdate === true);
    expect(await isOffered('PUT', `/${type}?identifier=x|y`, { resourceType: type })).toBe(mayUpdate);
    expect(await isOffered('PUT', `/${type}/${id}`, { resourceType: type, id })).toBe(false);
  });

  test('delete', async () => {
    // 404 is all that an unknown id can get, and 405 says that there is no such interaction.
    const { status } = await call('DELETE', `/${type}/${id}`);
    expect(status === 404).toBe(interactions(type).includes('delete'));
  });

  test.each([
    ['create', 'POST', ''],
    ['patch', 'PATCH', `/${id}`],
    ['history-type', 'GET', '/_history'],
    ['history-instance', 'GET', `/${id}/_history`],
    ['vread', 'GET', `/${id}/_history/1`],
  ])('%s', async (interaction, method, path) => {
    const body = method === 'GET' ? undefined : { resourceType: type };
    expect(await isOffered(method, `/${type}${path}`, body)).toBe(interactions(type).includes(interaction));
  });

  test('each listed search parameter is understood, and no other', async () => {
    if (!interactions(type).includes('search-type')) return;
    for (const { name, type: kind } of listed(type)?.searchParam ?? []) {
      const value = kind === 'date' ? '2026-03-02' : 'x';
      // Understood, and refused: a desk is told of its own acts alone.
      const expected = type === 'AuditEvent' && name === 'agent' ? 403 : 200;
      expect((await call('GET', `/${type}?${name}=${value}`)).status, name).toBe(expected);
    }
    expect((await call('GET', `/${type}?colour=blue`)).status).toBe(400);
  });

  test('each listed operation answers, and no other', async () => {
    const names = listed(type)?.operation?.map(({ name }) => name) ?? [];
    const level = type === 'Subscription' ? `/${type}/clinic-${clinic.id}` : `/${type}`;
    for (const name of names) {
      const method = type === 'Subscription' ? 'GET' : 'POST';
      expect(
        await isOffered(method, `${level}/$${name}`, method === 'POST' ? { resourceType: 'Parameters' } : undefined),
        name,
      ).toBe(true);
    }
    for (const name of ['validate', 'everything', 'book', 'find', 'hold', 'status'].filter((other) => !names.includes(other))) {
      expect(await isOffered('POST', `/${type}/$${name}`, { resourceType: 'Parameters' }), name).toBe(false);
    }
  });
});

describe('the system', () => {
  const rest = () => statement.rest?.[0];

  test('takes a batch, but no transaction', async () => {
    expect(rest()?.interaction?.map(({ code }) => code)).toEqual(['batch']);
    expect((await call('POST', '', { resourceType: 'Bundle', type: 'batch' })).status).toBe(200);
    expect((await call('POST', '', { resourceType: 'Bundle', type: 'transaction' })).status).toBe(400);
  });

  test('has the operations that it lists', async () => {
    expect(rest()?.operation?.map(({ name }) => name)).toEqual(['intent', 'intent-void']);
    expect((await call('GET', `/$intent?id=${id}`)).status).toBe(200);
    expect((await call('POST', `/$intent-void?id=${id}`)).status).toBe(200);
    expect(await isOffered('POST', '/$everything')).toBe(false);
  });

  test('asks everyone to sign in, and says where', async () => {
    for (const type of types) expect((await fetch(`${central.fhirUrl}/${type}`)).status, type).toBe(401);
    expect(rest()?.security?.description).toContain(`${central.url}/token`);
  });
});
