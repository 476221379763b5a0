/** A running central with empty clinics, and things to fill them with. Central's clock stands at Monday 23 November 2026, 9:00. */
import { randomUUID } from 'node:crypto';
import type { Patient } from '../../core/domain/patient.ts';
import type { Schedule, Slot } from '../../core/domain/schedule.ts';
import { slotsFor } from '../../core/domain/slots-for.ts';
import { aPatient, aSchedule, aVisit, weeklyHours } from '../../core/domain/test-builders.ts';
import type { Visit } from '../../core/domain/visit.ts';
import { makeClinic } from '../admin/make-clinic.ts';
import type { DemoClient } from '../auth/clients.ts';
import { type CentralOptions, type RunningCentral, startCentral } from '../start.ts';
import { signIn, type TestDesk } from './test-desk.ts';

export const startOfTests = '2026-11-23T08:00:00Z';

export function startTestCentral(options: CentralOptions): Promise<RunningCentral> {
  return startCentral({ clock: startOfTests, admin: true, onFault: (error) => faults.push(error), ...options });
}

/** 5xx of every central in this file; a test that expects none says so. */
export const faults: unknown[] = [];

/** A new clinic and one signed-in desk for each of its clients. */
export async function newClinic(central: RunningCentral, desks = 2): Promise<{ desks: TestDesk[]; clients: DemoClient[] }> {
  const clients = await makeClinic(central.database, 'Przychodnia testowa', desks);
  return { clients, desks: await Promise.all(clients.map((client) => signIn(central.url, client))) };
}

/** Monday to Friday 8:00 to 12:00, slots of 20 minutes, every third for a first visit, November to March. */
export function newSchedule(clinicId: string, some: Partial<Schedule> = {}): Schedule {
  return aSchedule({
    id: randomUUID(),
    clinicId,
    weekly: ([1, 2, 3, 4, 5] as const).map((weekday) =>
      weeklyHours({ weekday, startsAt: '08:00', endsAt: '12:00', validFrom: '2026-11-01', validTo: '2027-03-31' }),
    ),
    ...some,
  });
}

/** Slots of a day, at least three. */
export function slotsOn(schedule: Schedule, date: string, kind?: Slot['kind']): [Slot, Slot, Slot, ...Slot[]] {
  const [a, b, c, ...others] = slotsFor(schedule, { from: date, to: date }).filter(
    (slot) => kind === undefined || slot.kind === kind,
  );
  if (!a || !b || !c) throw new Error(`fewer than three slots on ${date}`);
  return [a, b, c, ...others];
}

export function visitIn(slot: Slot, patient: Patient, some: Partial<Visit> = {}): Visit {
  return aVisit({
    id: randomUUID(),
    version: 0,
    scheduleId: slot.scheduleId,
    slotId: slot.id,
    startsAt: slot.startsAt,
    durationMinutes: slot.durationMinutes,
    clinicCode: slot.clinicCode,
    service: slot.service,
    kind: slot.kind,
    patientId: patient.id,
    referral: slot.kind === 'first' ? { key: newReferral(), code: null, clinicCodes: null } : null,
    ...some,
  });
}

let patients = 0;
/** A new adult with a valid PESEL. */
export function newPatient(some: Partial<Patient> = {}): Patient {
  const number = patients++;
  const pesel = withCheckDigit(
    `5${number % 10}${String(1 + (number % 12)).padStart(2, '0')}${String(1 + (number % 28)).padStart(2, '0')}${String(number % 10_000).padStart(4, '0')}`,
  );
  return aPatient({ id: randomUUID(), version: 0, pesel, birthDate: null, familyName: `Próbna${number}`, ...some });
}

let women = 0;
/** A new woman with a valid PESEL, born in the 20th century on that day (`YYYY-MM-DD`). */
export function newWoman(birthDate: string, some: Partial<Patient> = {}): Patient {
  const serial = `${String(women++).padStart(3, '0')}2`;
  return newPatient({ pesel: withCheckDigit(`${birthDate.slice(2).replaceAll('-', '')}${serial}`), ...some });
}

export function newReferral(): string {
  return Array.from({ length: 44 }, () => Math.floor(Math.random() * 10)).join('');
}

function withCheckDigit(ten: string): string {
  const weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(ten[index]), 0);
  return `${ten}${(10 - (sum % 10)) % 10}`;
}
