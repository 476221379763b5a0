import { v5 } from 'uuid';
import type { Actor, Schedule, Service, WeeklyHours } from '../../core/domain/schedule.ts';
import { addDays } from '../../core/domain/time.ts';
import clinics from '../../resources/demo-clinic/clinics.json' with { type: 'json' };

export interface DemoClinic {
  id: string;
  name: string;
  /** One of resources/towns.json. */
  town: string;
  address: string;
  desks: number;
  /** With patients and visits. */
  fill: boolean;
  actors: DemoActor[];
}

interface DemoActor {
  name: string;
  kind: Actor['kind'];
  npwz: string | null;
  clinicCode: string;
  room: string;
  monthsAhead: number;
  hours: { days: number[]; from: string; to: string; minutes: number; firstEvery: number }[];
  /** Days from today. */
  away: { fromDay: number; toDay: number; reason: string }[];
}

export const demoClinics = clinics as DemoClinic[];

const namespace = 'd2a7f0b4-3a53-5c0e-8a9e-4b1f7f0e6d11';
const daysBack = 30;

/** The schedules of a demo clinic, from 30 days back to its months ahead. */
export function demoSchedules(clinic: DemoClinic, today: string): Schedule[] {
  return clinic.actors.map((actor) => ({
    id: v5(`schedule ${actor.name}`, v5(clinic.id, namespace)),
    version: 1,
    clinicId: clinic.id,
    actor: { id: v5(`actor ${actor.name}`, v5(clinic.id, namespace)), kind: actor.kind, name: actor.name, npwz: actor.npwz },
    clinicCode: actor.clinicCode,
    service: serviceOf(actor.clinicCode),
    revision: 1,
    weekly: actor.hours.flatMap((hours) => weekly(hours, actor.room, today, actor.monthsAhead)),
    exceptions: actor.away.flatMap(({ fromDay, toDay, reason }) =>
      Array.from({ length: toDay - fromDay + 1 }, (_, n) => ({
        date: addDays(today, fromDay + n),
        kind: 'closed' as const,
        reason,
      })),
    ),
    overrides: [],
  }));
}

function weekly(hours: DemoActor['hours'][number], room: string, today: string, monthsAhead: number): WeeklyHours[] {
  return hours.days.map((day) => ({
    weekday: day as WeeklyHours['weekday'],
    startsAt: hours.from,
    endsAt: hours.to,
    slotMinutes: hours.minutes,
    firstEvery: hours.firstEvery,
    room,
    mode: 'in-person',
    payer: 'nfz',
    validFrom: addDays(today, -daysBack),
    validTo: addDays(today, monthsAhead * 30),
  }));
}

function serviceOf(clinicCode: string): Service {
  if (clinicCode === 'MMG') return 'mammography';
  return clinicCode === 'CYT' ? 'cytology' : 'cardiology';
}
