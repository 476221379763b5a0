import { isValidPhoneNumber } from 'libphonenumber-js/min';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeBooking } from '../../core/domain/booking-rules.ts';
import type { Patient } from '../../core/domain/patient.ts';
import { parsePesel } from '../../core/domain/pesel.ts';
import { pilotPolicy } from '../../core/domain/policy-values.ts';
import { slotsFor } from '../../core/domain/slots-for.ts';
import { addDays, localDateOf, weekdayOf } from '../../core/domain/time.ts';
import type { Visit } from '../../core/domain/visit.ts';
import type { Database } from '../db/database.ts';
import { ensureCentral } from '../db/ensure-central.ts';
import { openDatabase } from '../db/open-database.ts';
import { DemoPatients } from './demo-patients.ts';
import { type DemoClinic, demoClinics, demoSchedules } from './demo-schedules.ts';
import { DemoVisits } from './demo-visits.ts';
import { Random } from './random.ts';
import { seedDemo } from './seed-demo.ts';

/** Monday, 10:42 in Warsaw, as in the mock. */
const now = '2026-11-23T09:42:00Z';

describe('the demo clinic', () => {
  let database: Database;
  let visits: Visit[];
  let patients: Patient[];
  beforeAll(async () => {
    database = await openDatabase('pglite:memory');
    await ensureCentral(database);
    await seedDemo(database, now);
    visits = (await database.query<{ row: Visit }>('select row from visit')).map(({ row }) => row);
    patients = (await database.query<{ row: Patient }>('select row from patient')).map(({ row }) => row);
  });
  afterAll(() => database.close());

  it('is busy today and for two weeks, then thins out', async () => {
    const days = await database.query<{ date: string; share: number }>(
      `select (s.starts_at at time zone 'Europe/Warsaw')::date::text as date,
              count(v.id)::float / count(*) as share
       from slot s left join visit v on v.slot_id = s.id and v.status <> 'cancelled'
       where s.clinic_id = $1::uuid group by 1 order by 1`,
      [demoClinics[0]?.id],
    );
    const mean = (from: number, to: number) => {
      const found = days.filter(({ date }) => date >= addDays('2026-11-23', from) && date <= addDays('2026-11-23', to));
      return found.reduce((sum, { share }) => sum + share, 0) / found.length;
    };
    expect(mean(0, 0)).toBeGreaterThan(0.8);
    expect(mean(1, 13)).toBeGreaterThan(0.78);
    expect(mean(1, 13)).toBeLessThan(0.92);
    expect(mean(28, 38)).toBeLessThan(0.5);
    expect(days.at(-1)?.date.slice(0, 7)).toBe('2027-07');
  });

  it('has nobody booked on a weekend, and nothing but the past performed', () => {
    for (const { startsAt, status, gaps } of visits) {
      if (!gaps.includes('outside-schedule')) expect(weekdayOf(localDateOf(startsAt))).toBeLessThan(6);
      if (status === 'fulfilled' || status === 'no-show') expect(startsAt < now).toBe(true);
      if (startsAt < '2026-11-23T08:00:00Z') expect(['fulfilled', 'no-show', 'cancelled']).toContain(status);
    }
    expect(visits.some(({ status }) => status === 'arrived')).toBe(true);
    expect(visits.some(({ category }) => category === 'urgent')).toBe(true);
    expect(visits.some(({ entitlement }) => entitlement !== null)).toBe(true);
    expect(visits.some(({ note }) => note !== null)).toBe(true);
  });

  it('has people with valid PESELs and phone numbers, each PESEL once', () => {
    for (const { pesel, contact } of patients) {
      expect(parsePesel(pesel ?? '').ok).toBe(true);
      expect(isValidPhoneNumber(contact.phone ?? '')).toBe(true);
    }
    expect(new Set(patients.map(({ pesel }) => pesel)).size).toBe(patients.length);
  });

  it('holds nothing that the rules would have refused on the day of booking (windows apart)', () => {
    const byId = new Map(patients.map((patient) => [patient.id, patient]));
    const codes = new Map<string, number>();
    for (const visit of visits.filter(({ legacy, status }) => !legacy && status === 'booked')) {
      const patient = byId.get(visit.patientId);
      if (!patient) throw new Error('a visit without its patient');
      const { id: _id, ...rest } = visit;
      const refusals = judgeBooking({
        now: `${visit.startsAt.slice(0, 10)}T00:00:00Z`,
        policy: pilotPolicy,
        by: 'provider',
        slot: { ...rest, id: visit.slotId ?? '', payer: 'nfz', room: null, overbooked: false },
        slotTaken: false,
        referralUsed: false,
        patient,
        visit,
      });
      for (const { code } of refusals) codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    expect(Object.fromEntries(codes)).toEqual({});
  });

  it('leaves three unsettled visits, each with its task', async () => {
    const tasks = await database.query<{ gap: string }>(`select row->>'gap' as gap from desk_task order by 1`);
    expect(tasks.map(({ gap }) => gap)).toEqual(['double-booked', 'no-contact', 'outside-schedule']);
  });

  it('is the same clinic whenever it is made', () => {
    const make = () => {
      const random = new Random(7);
      const demo = new DemoVisits(random, new DemoPatients(random, '2026-11-23'), now);
      for (const schedule of demoSchedules(demoClinics[0] as DemoClinic, '2026-11-23')) {
        demo.fill(schedule, slotsFor(schedule, { from: '2026-11-16', to: '2026-11-27' }));
      }
      return demo.visits;
    };
    expect(make().length).toBeGreaterThan(500);
    expect(make()).toEqual(make());
  });
});
