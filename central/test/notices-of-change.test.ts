import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPatient } from '../../core/domain/test-builders.ts';
import type { Visit } from '../../core/domain/visit.ts';
import type { Database } from '../db/database.ts';
import { openDatabase } from '../db/open-database.ts';
import type { Message, SendOutcome } from '../notifications/ports.ts';
import { manualWorker, type NotifiedClinic, notifiedClinic, recordingPorts } from './test-notifications.ts';

let database: Database;
let clinic: NotifiedClinic;
beforeAll(async () => {
  database = await openDatabase('pglite:memory');
  clinic = await notifiedClinic(database);
});
afterAll(() => database.close());

const now = '2026-11-23T08:00:00Z';
const startsAt = '2026-11-27T08:20:00Z';
let numbers = 100;
const aPhone = (email: string | null = null) => ({
  phone: `+48604181${numbers++}`,
  secondPhone: '+48730181148',
  email,
  relation: 'patient' as const,
});

function scene(answer?: (message: Message, tries: number) => SendOutcome) {
  const { ports, tried } = recordingPorts(answer);
  return { ports, tried, worker: manualWorker(database, ports) };
}
const statusOf = (address: string) =>
  database.query('select status, reason, attempts from communication where address = $1 order by number', [address]);

describe('R40: after each booking, change and cancellation', () => {
  it('goes by SMS and e-mail, as the visit’s contact says; the second number gets nothing', async () => {
    const contact = aPhone('jan@poczta.example');
    const { tried, worker } = scene();
    const visit = await clinic.book({ startsAt, contact }, now);
    const moved = await clinic.change(visit, { startsAt: '2026-12-01T10:00:00Z' }, now);
    await clinic.change(moved, { status: 'cancelled', cancelReason: 'illness' }, now);
    await worker.at(now);
    const told = (address: string | null) =>
      tried.filter((message) => message.address === address).map(({ text }) => text.split(/[ :.]/)[0]);
    expect(told(contact.phone)).toEqual(['Wizyta', 'Zmiana', 'Wizyta']);
    expect(told(contact.email)).toEqual(['Wizyta', 'Nowy', 'Wizyta']);
    expect(told(contact.secondPhone)).toEqual([]);
  });

  it('goes to the app of an account that asked for it, and of the parent of a minor', async () => {
    const [mother, child] = ['85050512340', '15250512340'];
    await database.query(
      `insert into ikp_account (pesel, family_name, given_name, push) values ($1, 'Próbna', 'Maria', true), ($2, 'Próbny', 'Staś', false)`,
      [mother, child],
    );
    await database.query('insert into guardianship values ($1, $2)', [mother, child]);
    const { tried, worker } = scene();
    await clinic.book({ startsAt, contact: aPhone() }, now, aPatient({ id: randomUUID(), pesel: child }));
    await worker.at(now);
    expect(tried.filter(({ medium }) => medium === 'push')).toEqual([expect.objectContaining({ subject: 'Wizyta umówiona' })]);
  });

  it('says nothing of a change that moves nothing, of the past, and of a visit that was performed', async () => {
    const contact = aPhone();
    const { tried, worker } = scene();
    const visit = await clinic.book({ startsAt, contact }, now);
    await clinic.change(visit, { note: 'drzwi po lewej' }, now);
    await clinic.book({ startsAt: '2026-11-23T07:00:00Z', contact }, now);
    await clinic.change(visit, { status: 'arrived', version: 2 }, now);
    await worker.at(now);
    expect(tried.filter(({ address }) => address === contact.phone)).toHaveLength(1);
  });

  it('R31: a move to another clinic in one transaction is one message', async () => {
    const contact = aPhone();
    const referral = { key: '7'.repeat(44), code: null, clinicCodes: null };
    const { tried, worker } = scene();
    const visit = await clinic.book({ startsAt, contact, referral }, now);
    await worker.at(now);
    await database.exec('begin');
    await clinic.change(visit, { status: 'cancelled', cancelReason: 'other-date' }, now);
    await clinic.book({ startsAt: '2026-12-01T10:00:00Z', contact, referral }, now);
    await database.exec('commit');
    await worker.at(now);
    expect(tried.filter(({ address }) => address === contact.phone).map(({ text }) => text)).toEqual([
      expect.stringContaining('Wizyta umowiona'),
      expect.stringContaining('Poprzedni pt. 27.11.2026, godz. 9:20 jest nieaktualny'),
    ]);
  });

  it('R38: says nothing of another place once the visit is cancelled', async () => {
    const [stays, goes] = [aPhone(), aPhone()];
    const { tried, worker } = scene();
    const visits = await Promise.all([stays, goes].map((contact) => clinic.book({ startsAt, contact }, now)));
    await worker.at(now);
    for (const { id } of visits)
      await database.query(`select tell_patient(v, 'place', '{}') from visit v where v.key = $1`, [id]);
    await clinic.change(visits[1] as Visit, { status: 'cancelled', cancelReason: 'illness' }, now);
    await worker.at(now);
    const told = (address: string | null) =>
      tried.filter((message) => message.address === address).map(({ text }) => text.slice(0, 13));
    expect([told(stays.phone), told(goes.phone)]).toEqual([
      ['Wizyta umowio', 'Zmiana miejsc'],
      ['Wizyta umowio', 'Wizyta pt. 27'],
    ]);
  });

  it('is not told when the change itself is rolled back', async () => {
    const contact = aPhone();
    await database.exec('begin');
    await clinic.book({ startsAt, contact }, now);
    await database.exec('rollback');
    expect(await statusOf(contact.phone)).toEqual([]);
  });
});

describe('sending', () => {
  const dueNow = (address: string) =>
    database.query(`update communication set next_attempt_at = now() where address = $1`, [address]);

  it('tries again later, keeps the order of one address, and does not hold up the others', async () => {
    const [stuck, other] = [aPhone(), aPhone()];
    const { tried, worker } = scene(({ address, text }, tries) =>
      address === stuck.phone && text.includes('umowiona') && tries < 3 ? { kind: 'retry', code: 'http-503' } : { kind: 'sent' },
    );
    const visit = await clinic.book({ startsAt, contact: stuck }, now);
    await clinic.change(visit, { status: 'cancelled', cancelReason: 'illness' }, now);
    await clinic.book({ startsAt, contact: other }, now);
    await worker.at(now);
    expect(await statusOf(other.phone)).toMatchObject([{ status: 'completed' }]);
    expect(await statusOf(stuck.phone)).toMatchObject([
      { status: 'preparation', reason: 'http-503', attempts: 1 },
      { status: 'preparation', attempts: 0 },
    ]);
    for (let n = 0; n < 3; n++) {
      await dueNow(stuck.phone);
      await worker.at(now);
    }
    const texts = tried.filter(({ address }) => address === stuck.phone).map(({ text }) => text.slice(0, 16));
    expect(texts).toEqual([...Array(3).fill('Wizyta umowiona:'), 'Wizyta pt. 27.11']);
  });

  it('gives up what is refused, and what has no way at all', async () => {
    const contact = aPhone('nikt@poczta.example');
    const { ports, worker } = scene(() => ({ kind: 'refused', code: 'http-422' }));
    delete ports.email;
    await clinic.book({ startsAt, contact }, now);
    await worker.at(now);
    expect(await statusOf(contact.phone)).toMatchObject([{ status: 'not-done', reason: 'http-422' }]);
    expect(await statusOf(contact.email as string)).toMatchObject([{ status: 'not-done', reason: 'no-gateway' }]);
  });

  it('I6: after a crash while sending repeats only what the receiver can tell from a new message', async () => {
    const contact = aPhone('anna@poczta.example');
    await clinic.book({ startsAt, contact }, now);
    await database.query(
      `update communication set status = 'in-progress', attempts = 1, claimed_until = now() - interval '1 second' where address = any($1)`,
      [[contact.phone, contact.email]],
    );
    const { tried, worker } = scene();
    await worker.at(now);
    expect(tried.filter(({ address }) => address === contact.phone)).toHaveLength(1);
    expect(tried.filter(({ address }) => address === contact.email)).toHaveLength(0);
    expect(await statusOf(contact.email as string)).toMatchObject([{ status: 'unknown', reason: 'interrupted' }]);
  });
});
