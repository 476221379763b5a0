import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aContact, aPatient, aVisit } from '../domain/test-builders.ts';
import type { CentralGateway } from '../sync/ports.ts';
import { readJoinedClinics } from './joined-clinics.ts';
import { sendConfirmation } from './send-confirmation.ts';
import { setOutcome } from './set-outcome.ts';
import { type TestDesk, testDesk } from './test-desk.ts';

let desk: TestDesk;
const visit = aVisit({ startsAt: '2026-11-23T07:00:00Z', contact: aContact({ email: 'halina@example.pl' }) });
const asked: string[] = [];

beforeEach(() => {
  asked.length = 0;
  desk = testDesk();
  desk.fed({ entity: 'patient', key: aPatient().id, row: aPatient() }, { entity: 'visit', key: visit.id, row: visit });
});
afterEach(() => desk.remove());

const gateway = () => desk.central?.gateway as CentralGateway;
const answering = (answer: Awaited<ReturnType<CentralGateway['sendConfirmation']>>) => {
  gateway().sendConfirmation = async (visitId, intentId) => {
    asked.push(`${visitId} ${intentId}`);
    return answer;
  };
};
const send = (intentId: string = randomUUID()) => sendConfirmation(desk, { intentId, visitId: visit.id });

describe('a confirmation by e-mail', () => {
  it('is handed to central under the id of the wish, and is a line of the log', async () => {
    answering({ kind: 'accepted' });
    const intentId = randomUUID();
    expect(await send(intentId)).toEqual({ ok: true });
    expect(asked).toEqual([`${visit.id} ${intentId}`]);
    expect([...desk.store.log.auditLines()].at(-1)?.what).toBe('send-confirmation');
  });

  it('waits for nothing: without a line, and for what central does not hold yet, it says so (I5)', async () => {
    answering({ kind: 'accepted' });
    desk.setConnection('offline');
    expect(await send()).toMatchObject({ ok: false, why: 'offline' });
    desk.setConnection('online');
    setOutcome(desk, {
      intentId: randomUUID(),
      visitId: visit.id,
      seenVersion: 1,
      outcome: 'arrived',
      eventNumber: null,
    });
    expect(await send()).toMatchObject({ ok: false, why: 'unconfirmed' });
    expect(asked).toEqual([]);
  });

  it('tells what central refused', async () => {
    answering({ kind: 'refused', refusals: [{ code: 'visit-not-active' }] });
    expect(await send()).toEqual({ ok: false, refusals: [{ code: 'visit-not-active' }] });
  });

  it('needs an address in the visit', async () => {
    desk.fed({ entity: 'visit', key: visit.id, row: { ...visit, version: 2, contact: aContact({ email: null }) } });
    expect(await send()).toMatchObject({ ok: false, refusals: [{ code: 'contact-missing' }] });
  });
});

describe('the list of participating clinics (R4)', () => {
  const clinics = [{ id: 'k-2', name: 'Serce', town: 'Kraków', clinicCodes: ['1100'] }];

  it('is kept with its date for the time without a line, and asked for again after an hour', async () => {
    let calls = 0;
    gateway().clinics = async () => {
      calls += 1;
      return { kind: 'ok', value: clinics };
    };
    expect(await readJoinedClinics(desk)).toEqual({ asOf: '2026-11-23T09:00:00Z', clinics });
    desk.setNow('2026-11-23T09:59:00Z');
    await readJoinedClinics(desk);
    desk.setNow('2026-11-23T10:30:00Z');
    expect(await readJoinedClinics(desk)).toMatchObject({ asOf: '2026-11-23T10:30:00Z' });
    expect(calls).toBe(2);
    desk.setNow('2026-11-25T10:30:00Z');
    desk.setConnection('offline');
    expect(await readJoinedClinics(desk)).toEqual({ asOf: '2026-11-23T10:30:00Z', clinics });
  });

  it('is nothing while central was never asked', async () => {
    desk.setConnection('offline');
    expect(await readJoinedClinics(desk)).toBeNull();
  });
});
