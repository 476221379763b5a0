import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMinutes } from '../../core/domain/time.ts';
import type { Visit } from '../../core/domain/visit.ts';
import type { Database } from '../db/database.ts';
import { openDatabase } from '../db/open-database.ts';
import { mailboxPort } from '../notifications/mailbox-port.ts';
import type { MessagePort } from '../notifications/ports.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';
import { manualWorker, type NotifiedClinic, notifiedClinic } from './test-notifications.ts';

const booked = '2026-11-02T08:00:00Z';
const startsAt = '2026-11-27T08:20:00Z';
const week = '2026-11-20T08:20:00Z';

describe('R41, I6 on PostgreSQL, several workers on connections of their own', () => {
  let postgres: PostgresServer;
  let databases: Database[];
  let clinic: NotifiedClinic;
  beforeAll(async () => {
    postgres = await startPostgres();
    const url = await postgres.createDatabase();
    databases = await Promise.all([openDatabase(url), openDatabase(url), openDatabase(url)]);
    clinic = await notifiedClinic(databases[0] as Database);
  });
  afterAll(async () => {
    for (const database of databases) await database.close();
    await postgres.stop();
  });

  it('no reminder twice and none after a cancellation that was answered', { timeout: 120_000 }, async () => {
    const [main, ...others] = databases as [Database, Database, Database];
    const visits: Visit[] = [];
    for (let n = 0; n < 200; n++) {
      const contact = { phone: `+4873000${1000 + n}`, secondPhone: null, email: null, relation: 'patient' as const };
      visits.push(await clinic.book({ startsAt, contact }, booked));
    }
    const sends = new Map<string, { text: string; at: number }[]>();
    const slow: MessagePort = {
      dropsRepetitions: false,
      async send({ address, text }) {
        sends.set(address, [...(sends.get(address) ?? []), { text, at: performance.now() }]);
        await new Promise((resolve) => setTimeout(resolve, 1));
        return { kind: 'sent' };
      },
      async close() {},
    };
    const workers = others.map((database) => manualWorker(database, { sms: slow }));
    await Promise.all(workers.map((worker) => worker.at(addMinutes(week, -1))));
    for (const sent of sends.values()) sent.length = 0;

    const cancelled = new Map<string, number>();
    const cancelSome = async () => {
      for (const [n, visit] of visits.entries()) {
        if (n % 2 === 1) continue;
        await clinic.change(visit, { status: 'cancelled', cancelReason: 'illness' }, week);
        cancelled.set(visit.contact.phone as string, performance.now());
      }
    };
    await Promise.all([cancelSome(), ...workers.map((worker) => worker.at(week))]);
    await Promise.all(workers.map((worker) => worker.at(addMinutes(week, 1))));

    const reminders = (visit: Visit) =>
      (sends.get(visit.contact.phone as string) ?? []).filter(({ text }) => text.startsWith('Przyp'));
    expect(visits.map((visit) => reminders(visit).length).filter((count) => count > 1)).toEqual([]);
    for (const [n, visit] of visits.entries()) if (n % 2 === 1) expect(reminders(visit)).toHaveLength(1);
    // What is on its way when the patient cancels cannot be called back; nothing starts later.
    const late = visits.filter((visit) =>
      reminders(visit).some(({ at }) => at > (cancelled.get(visit.contact.phone as string) ?? Infinity) + 50),
    );
    expect(late).toHaveLength(0);
    const [left] = await main.query<{ count: number }>(
      `select count(*)::int as count from communication where status in ('preparation', 'in-progress')`,
    );
    expect(left?.count).toBe(0);
  });

  it('the mailbox takes a message once, however often it is sent', async () => {
    const [main] = databases as [Database];
    const port = mailboxPort(main);
    const message = {
      id: '7a1f6a1e-6a0e-4d0c-9a53-0c5e5d399b0e',
      medium: 'sms' as const,
      address: '+48730181148',
      subject: '',
      text: 'x',
      at: week,
    };
    await Promise.all([port.send(message), port.send(message)]);
    expect(await main.query('select 1 from mailbox where communication_id = $1::uuid', [message.id])).toHaveLength(1);
  });
});
