import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMinutes, instantOf } from '../../core/domain/time.ts';
import type { Database } from '../db/database.ts';
import { openDatabase } from '../db/open-database.ts';
import { manualWorker, type NotifiedClinic, notifiedClinic, recordingPorts } from './test-notifications.ts';

let database: Database;
let clinic: NotifiedClinic;
beforeAll(async () => {
  database = await openDatabase('pglite:memory');
  clinic = await notifiedClinic(database);
});
afterAll(() => database.close());

const dueTimes = async (key: string) =>
  (
    await database.query<{ due: Date; state: string }>(
      `select due_at as due, state from reminder r join visit v on v.id = r.visit_id where v.key = $1 and state = 'planned' order by due_at`,
      [key],
    )
  ).map(({ due }) => due.toISOString().replace('.000Z', 'Z'));

const warsaw = (dateAndTime: string) => instantOf(dateAndTime.slice(0, 10), dateAndTime.slice(11));

/** Messages about reminders only, one number for each test. */
let numbers = 100;
function scene(answer?: Parameters<typeof recordingPorts>[0]) {
  const phone = `+48730181${numbers++}`;
  const { ports, of } = recordingPorts(answer);
  const worker = manualWorker(database, ports);
  const contact = { phone, secondPhone: null, email: null, relation: 'patient' as const };
  const reminders = () => of('sms').filter(({ address, text }) => address === phone && text.startsWith('Przypomnienie'));
  return { contact, worker, reminders };
}

describe('R41: when a reminder is due', () => {
  it.each([
    ['an ordinary visit', '2026-11-27 09:20', ['2026-11-20 09:20', '2026-11-26 09:20']],
    // 25 October 2026, 3:00 → 2:00: seven days before is 169 hours before.
    ['a visit after the autumn change', '2026-10-28 09:20', ['2026-10-21 09:20', '2026-10-27 09:20']],
    ['the day of the autumn change', '2026-10-25 12:00', ['2026-10-18 12:00', '2026-10-24 12:00']],
    // 28 March 2027, 2:00 → 3:00.
    ['a visit after the spring change', '2027-03-29 09:20', ['2027-03-22 09:20', '2027-03-28 09:20']],
    ['before decent hours', '2026-11-27 06:30', ['2026-11-20 08:00', '2026-11-26 08:00']],
    ['after decent hours', '2026-11-27 20:40', ['2026-11-20 20:00', '2026-11-26 20:00']],
    ['over the turn of the year', '2027-01-04 10:00', ['2026-12-28 10:00', '2027-01-03 10:00']],
  ])('%s', async (_name, start, due) => {
    const visit = await clinic.book({ startsAt: warsaw(start) }, '2026-09-01T08:00:00Z');
    expect(await dueTimes(visit.id)).toEqual(due.map(warsaw));
  });

  it('is what the clinic’s calendar says, for any visit and any moment of booking', async () => {
    const from = Date.parse('2026-10-01T00:00:00Z');
    for (let n = 0; n < 60; n++) {
      const startsAt = addMinutes(new Date(from).toISOString(), n * 4397);
      const bookedAt = addMinutes(startsAt, -((n * 613) % 14_000) - 1);
      const visit = await clinic.book({ startsAt }, bookedAt);
      const start = Temporal.Instant.from(startsAt).toZonedDateTimeISO('Europe/Warsaw');
      const expected = [7, 1]
        .map((days) => {
          const before = start.subtract({ days });
          if (before.hour < 8) return before.withPlainTime('08:00');
          return before.hour >= 20 ? before.withPlainTime('20:00') : before;
        })
        .map((time) => time.toInstant().toString())
        .filter((due) => Date.parse(due) > Date.parse(bookedAt));
      expect(await dueTimes(visit.id), `${startsAt}, booked ${bookedAt}`).toEqual(expected);
    }
  });
});

describe('R41, I6: reminders', () => {
  const startsAt = warsaw('2026-11-27 09:20');
  const week = warsaw('2026-11-20 09:20');
  const day = warsaw('2026-11-26 09:20');
  const booked = '2026-11-02T08:00:00Z';

  it('come 7 days and 1 day before, to the minute, once each', async () => {
    const { contact, worker, reminders } = scene();
    await clinic.book({ startsAt, contact }, booked);
    await worker.at(addMinutes(week, -1));
    expect(reminders()).toHaveLength(0);
    await worker.at(week);
    await worker.at(week);
    expect(reminders()).toHaveLength(1);
    await worker.at(day);
    await worker.at(addMinutes(startsAt, -1));
    expect(reminders().map(({ text }) => text)).toEqual(Array(2).fill(expect.stringContaining('pt. 27.11.2026, godz. 9:20')));
  });

  it('do not come late: a visit booked at or after a reminder’s time goes without it', async () => {
    const { contact, worker, reminders } = scene();
    await clinic.book({ startsAt, contact }, week);
    await worker.at(addMinutes(week, 1));
    expect(reminders()).toHaveLength(0);
    await worker.at(day);
    expect(reminders()).toHaveLength(1);
  });

  it('do not come for a cancelled visit, also when one is already waiting to be sent', async () => {
    const { contact, worker, reminders } = scene();
    const visit = await clinic.book({ startsAt, contact }, booked);
    await database.query('select remind_due($1::timestamptz, 100)', [week]);
    await clinic.change(visit, { status: 'cancelled', cancelReason: 'illness' }, week);
    await worker.at(day);
    expect(reminders()).toHaveLength(0);
  });

  it('do not come for a visit that is cancelled between two tries', async () => {
    const { contact, worker, reminders } = scene(({ text }) =>
      text.startsWith('Przypomnienie') ? { kind: 'retry', code: 'busy', afterSeconds: 0 } : { kind: 'sent' },
    );
    const visit = await clinic.book({ startsAt, contact }, booked);
    await worker.at(week);
    expect(reminders()).toHaveLength(1);
    await database.query(
      `update communication set next_attempt_at = now() - interval '1 second', status = 'in-progress', claimed_until = now()
      where address = $1 and kind = 'reminder'`,
      [contact.phone],
    );
    await clinic.change(visit, { status: 'cancelled', cancelReason: 'illness' }, week);
    await worker.at(addMinutes(week, 5));
    expect(reminders()).toHaveLength(1);
  });

  it('follow a visit that is moved, and are not sent for the old time', async () => {
    const { contact, worker, reminders } = scene();
    const visit = await clinic.book({ startsAt, contact }, booked);
    await clinic.change(visit, { startsAt: warsaw('2026-12-04 10:00') }, addMinutes(week, -60));
    await worker.at(addMinutes(week, 10));
    expect(reminders()).toHaveLength(0);
    await worker.at(warsaw('2026-11-27 10:00'));
    expect(reminders().map(({ text }) => text)).toEqual([expect.stringContaining('4.12.2026, godz. 10:00')]);
  });

  it('are not repeated for a visit that is moved away and back', async () => {
    const { contact, worker, reminders } = scene();
    const visit = await clinic.book({ startsAt, contact }, booked);
    await worker.at(week);
    const moved = await clinic.change(visit, { startsAt: warsaw('2026-12-04 10:00') }, addMinutes(week, 5));
    await clinic.change(moved, { startsAt }, addMinutes(week, 10));
    await worker.at(addMinutes(week, 15));
    expect(reminders()).toHaveLength(1);
    await worker.at(day);
    expect(reminders()).toHaveLength(2);
  });

  it('after a standstill over both times only the last one comes, and none once the visit has begun', async () => {
    const { contact, worker, reminders } = scene();
    await clinic.book({ startsAt, contact }, booked);
    await worker.at(addMinutes(day, 30));
    expect(reminders()).toHaveLength(1);
    const other = scene();
    await clinic.book({ startsAt, contact: other.contact }, booked);
    await other.worker.at(startsAt);
    expect(other.reminders()).toHaveLength(0);
  });

  it('R6: come for a visit that was brought along, though its booking is no news', async () => {
    const { contact, worker, reminders } = scene();
    await clinic.book({ startsAt, contact, legacy: true }, booked);
    const [before] = await database.query<{ count: number }>(
      'select count(*)::int as count from communication where address = $1',
      [contact.phone],
    );
    expect(before?.count).toBe(0);
    await worker.at(week);
    expect(reminders()).toHaveLength(1);
  });

  it('survive a restart: what one worker has planned another sends', async () => {
    const { contact } = scene();
    await clinic.book({ startsAt, contact }, booked);
    const later = recordingPorts();
    await manualWorker(database, later.ports).at(week);
    expect(later.of('sms').filter(({ address, text }) => address === contact.phone && text.startsWith('Przyp'))).toHaveLength(1);
  });
});
