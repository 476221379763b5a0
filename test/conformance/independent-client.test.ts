/** A FHIR client that knows nothing of Okienko (fhir-kit-client) finds, holds, books, moves and cancels by the standard alone. */

import type { Appointment, Bundle, CapabilityStatement, FhirResource, Parameters, Patient, Slot } from 'fhir/r4';
import { Client } from 'fhir-kit-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aPatient, aPesel, aVisit } from './builders.ts';
import { type CentralUnderTest, centralUnderTest, send, type TestClinic } from './central-under-test.ts';
import { problemsOf } from './official-definitions.ts';

let central: CentralUnderTest;
let clinic: TestClinic;
let client: Client;
let published: Awaited<ReturnType<TestClinic['publish']>>;

beforeAll(async () => {
  central = await centralUnderTest();
  clinic = await central.newClinic();
  published = await clinic.publish();
  client = new Client({ baseUrl: central.fhirUrl, bearerToken: await clinic.accessToken() });
});
afterAll(async () => {
  await central?.close();
});

/** Every answer that this file gets is judged by HL7's definitions. */
async function valid<T extends FhirResource>(answer: Promise<unknown>): Promise<T> {
  const resource = (await answer) as T;
  expect(problemsOf(JSON.parse(JSON.stringify(resource)))).toEqual([]);
  return resource;
}

const operation = <T extends FhirResource>(name: string, input: Parameters) =>
  valid<T>(client.operation({ name, resourceType: 'Appointment', input: input as never }));

async function refusal(answer: Promise<unknown>): Promise<{ status: number; code: string | undefined }> {
  const error = await answer.then(
    () => null,
    (reason: { response: { status: number; data: { issue: { details?: { coding?: { code?: string }[] } }[] } } }) => reason,
  );
  if (error === null) throw new Error('was not refused');
  expect(problemsOf(error.response.data)).toEqual([]);
  return { status: error.response.status, code: error.response.data.issue[0]?.details?.coding?.[0]?.code };
}

const find = () =>
  operation<Bundle<Appointment>>('find', {
    resourceType: 'Parameters',
    parameter: [
      { name: 'start', valueDateTime: '2026-03-03T00:00:00+01:00' },
      { name: 'end', valueDateTime: '2026-03-06T00:00:00+01:00' },
      { name: 'service-type', valueCodeableConcept: { coding: [{ code: '1100' }] } },
    ],
  });

const somebody = (serial: number): Patient => ({
  resourceType: 'Patient',
  identifier: [{ system: 'urn:oid:2.16.840.1.113883.3.4424.1.1.616', value: aPesel(serial) }],
  name: [{ family: 'Zmyślony', given: ['Jan', 'Maria'] }],
  birthDate: '1958-04-23',
  telecom: [{ system: 'phone', value: '+48600700800' }],
});

async function proposals(): Promise<Appointment[]> {
  const all = ((await find()).entry ?? []).flatMap(({ resource }) => resource ?? []);
  const isFirst = ({ appointmentType }: Appointment) => appointmentType?.coding?.[0]?.code === 'first';
  return all.filter(isFirst);
}

async function proposal(index: number): Promise<Appointment> {
  const found = (await proposals())[index];
  if (!found) throw new Error('nothing is free');
  return found;
}

const book = (appointment: Appointment, patient: Patient) =>
  operation<Parameters>('book', {
    resourceType: 'Parameters',
    parameter: [
      { name: 'appt-resource', resource: appointment },
      { name: 'patient', resource: patient },
    ],
  });

const withReferral = (appointment: Appointment, code: string): Appointment => ({
  ...appointment,
  basedOn: [{ type: 'ServiceRequest', identifier: { system: 'urn:okienko:referral-code', value: code } }],
});

function appointmentIn(answer: Parameters): Appointment {
  const bundle = answer.parameter?.find(({ name }) => name === 'return')?.resource as Bundle;
  const found = bundle.entry?.find(({ resource }) => resource?.resourceType === 'Appointment')?.resource;
  return found as Appointment;
}

test('reads what the server can do, without signing in', async () => {
  const stranger = new Client({ baseUrl: central.fhirUrl });
  const statement = await valid<CapabilityStatement>(stranger.capabilityStatement());
  expect(statement.fhirVersion).toBe('4.0.1');
  expect(await refusal(stranger.search({ resourceType: 'Slot' }))).toMatchObject({ status: 401 });
});

test('searches free slots and follows the pages', async () => {
  const searchParams = { schedule: `Schedule/${published.schedule.id}`, start: 'ge2026-03-09', status: 'free', _count: 10 };
  const first = await valid<Bundle<Slot>>(client.search({ resourceType: 'Slot', searchParams }));
  const second = await valid<Bundle<Slot>>(client.nextPage({ bundle: first as never }) as Promise<unknown>);
  const slots = [...(first.entry ?? []), ...(second.entry ?? [])].map(({ resource }) => resource);
  expect(new Set(slots.map((slot) => slot?.id)).size).toBe(20);
  for (const slot of slots) expect(slot && slot.status === 'free' && slot.start >= '2026-03-09').toBe(true);
});

describe('booking', () => {
  test('completes a proposal, reads it back, and sees its slot as busy', async () => {
    const wanted = withReferral(await proposal(0), '1111');
    const visit = appointmentIn(await book(wanted, somebody(1)));
    expect(visit).toMatchObject({ status: 'booked', start: wanted.start, minutesDuration: 20 });
    const read = await valid<Appointment>(client.read({ resourceType: 'Appointment', id: visit.id ?? '' }));
    expect(read).toEqual(visit);
    const slotId = visit.slot?.[0]?.reference?.split('/')[1] ?? '';
    expect(await valid<Slot>(client.read({ resourceType: 'Slot', id: slotId }))).toMatchObject({ status: 'busy' });
    const patients = await valid<Bundle<Patient>>(
      client.search({
        resourceType: 'Patient',
        searchParams: { identifier: `urn:oid:2.16.840.1.113883.3.4424.1.1.616|${aPesel(1)}` },
      }),
    );
    expect(patients.entry?.[0]?.resource).toMatchObject({ name: [{ family: 'Zmyślony', given: ['Jan Maria'] }] });
  });

  test('I1: the same slot a second time is refused', async () => {
    const wanted = await proposal(0);
    await book(withReferral(wanted, '2222'), somebody(2));
    expect(await refusal(book(withReferral(wanted, '3333'), somebody(3)))).toEqual({ status: 409, code: 'slot-taken' });
  });

  test('R18: a referral serves one visit', async () => {
    const [one, two] = [await proposal(0), await proposal(1)];
    await book(withReferral(one, '4444'), somebody(4));
    expect(await refusal(book(withReferral(two, '4444'), somebody(4)))).toEqual({ status: 409, code: 'referral-used' });
  });

  test('moves by naming another slot, cancels by status, and never over a newer version', async () => {
    const visit = appointmentIn(await book(withReferral(await proposal(0), '5555'), somebody(5)));
    const { start, end, minutesDuration, slot } = await proposal(2);
    const elsewhere = { ...visit, start, end, minutesDuration, slot } as Appointment;
    const moved = appointmentIn(await book(elsewhere, somebody(5)));
    expect(moved).toMatchObject({ id: visit.id, status: 'booked', start, meta: { versionId: '2' } });
    const cancelled: Appointment = {
      ...moved,
      status: 'cancelled',
      cancelationReason: { coding: [{ system: 'urn:okienko:cancel-reason', code: 'illness' }] },
    };
    expect(await refusal(book({ ...cancelled, meta: { versionId: '1' } }, somebody(5)))).toEqual({
      status: 412,
      code: 'stale-version',
    });
    expect(appointmentIn(await book(cancelled, somebody(5)))).toMatchObject({ status: 'cancelled', meta: { versionId: '3' } });
  });
});

test('I8: a hold keeps a slot from others until it is booked, or given back', async () => {
  const wanted = await proposal(0);
  const slotId = wanted.contained?.[0]?.id ?? '';
  const parameter = [{ name: 'slot', valueReference: { reference: `Slot/${slotId}` } }];
  const hold = await operation<Appointment>('hold', { resourceType: 'Parameters', parameter });
  expect(hold.status).toBe('pending');
  const patient = aPatient({ id: crypto.randomUUID(), pesel: aPesel(50) });
  const free = published.first.find(({ id }) => id === slotId);
  const visit = aVisit({ ...free, id: crypto.randomUUID(), clinicId: clinic.id, slotId, patientId: patient.id });
  expect(await send(clinic.otherDesk, { kind: 'book', visit, patient })).toMatchObject({
    status: 409,
    refusals: [{ code: 'slot-held' }],
  });
  await client.delete({ resourceType: 'Appointment', id: hold.id ?? '' });
  const again = await operation<Appointment>('hold', { resourceType: 'Parameters', parameter });
  expect(again.status).toBe('pending');
  expect(appointmentIn(await book(withReferral(wanted, '6666'), somebody(6)))).toMatchObject({ status: 'booked' });
});

test('what is no FHIR, no search parameter or no such thing is said in an OperationOutcome', async () => {
  expect(await refusal(client.search({ resourceType: 'Slot', searchParams: { colour: 'blue' } }))).toMatchObject({ status: 400 });
  expect(await refusal(client.read({ resourceType: 'Appointment', id: crypto.randomUUID() }))).toEqual({
    status: 404,
    code: 'not-found',
  });
  expect(await refusal(client.read({ resourceType: 'Observation', id: '1' }))).toMatchObject({ status: 404 });
  expect(await refusal(operation('book', { resourceType: 'Parameters' }))).toEqual({ status: 400, code: 'invalid' });
});
