import type { Patient } from '../../core/domain/patient.ts';
import type { Schedule, Slot } from '../../core/domain/schedule.ts';
import { addMinutes, minutesBetween } from '../../core/domain/time.ts';
import type { CancelReason, Channel, Visit, VisitStatus } from '../../core/domain/visit.ts';
import notes from '../../resources/demo-clinic/notes.json' with { type: 'json' };
import entitlements from '../../resources/entitlements.json' with { type: 'json' };
import type { DemoPatients, PatientGroup } from './demo-patients.ts';
import type { Random } from './random.ts';

const cancelReasons: CancelReason[] = ['illness', 'no-transport', 'other-date', 'resignation', 'other'];

/** Fills slots with visits and makes the patients for them, schedule by schedule; patients return, also to another doctor. */
export class DemoVisits {
  readonly patients: Patient[] = [];
  readonly visits: Visit[] = [];
  readonly #random: Random;
  readonly #people: DemoPatients;
  readonly #now: string;
  /** By clinic code: the patients who have been there, with the instants of their visits. */
  readonly #pools = new Map<string, { patient: Patient; visits: number[] }[]>();

  constructor(random: Random, people: DemoPatients, now: string) {
    this.#random = random;
    this.#people = people;
    this.#now = now;
  }

  fill(schedule: Schedule, slots: readonly Slot[]): void {
    for (const slot of slots) {
      const daysAhead = minutesBetween(this.#now, slot.startsAt) / 1440;
      // A freed slot that has found nobody yet.
      const cancelled = Math.abs(daysAhead) < 30 && this.#random.chance(0.02);
      if (!cancelled && !this.#random.chance(fillOf(daysAhead, slot))) continue;
      const patient = this.#patientFor(schedule, slot);
      this.visits.push(visitOn(this.#random, slot, patient, schedule.clinicId, this.#now, cancelled));
    }
  }

  /** Somebody new, or for a continuation mostly someone who has been here, though not in the same fortnight. */
  #patientFor(schedule: Schedule, slot: Slot): Patient {
    const random = this.#random;
    const pool = this.#pools.get(schedule.clinicCode) ?? [];
    this.#pools.set(schedule.clinicCode, pool);
    const at = Date.parse(slot.startsAt);
    const isFirst = slot.kind === 'first' && slot.service === 'cardiology';
    if (pool.length > 60 && !isFirst && slot.service === 'cardiology' && random.chance(0.8)) {
      const known = random.pick(pool);
      if (known.visits.length < 4 && known.visits.every((other) => Math.abs(other - at) > 14 * 86_400_000)) {
        known.visits.push(at);
        return known.patient;
      }
    }
    const patient = this.#people.make(groupOf(schedule));
    pool.push({ patient, visits: [at] });
    this.patients.push(patient);
    return patient;
  }
}

/** Full for two weeks, thinning out afterwards; the clinic brought only part of its older past along. */
function fillOf(daysAhead: number, slot: Slot): number {
  if (daysAhead < -10) return 0.3;
  if (daysAhead < 0) return 0.92;
  if (daysAhead < 2.5) return slot.kind === 'first' ? 0.9 : 0.88;
  if (daysAhead < 14) return 0.84;
  const first = slot.kind === 'first' && slot.service === 'cardiology';
  if (daysAhead < 40) return (first ? 0.75 : 0.5) * (1 - (daysAhead - 14) / 32);
  return daysAhead < 120 && !first ? 0.02 : 0;
}

function groupOf({ clinicCode }: Schedule): PatientGroup {
  if (clinicCode === 'MMG') return { minAge: 45, maxAge: 74, sex: 'female' };
  if (clinicCode === 'CYT') return { minAge: 25, maxAge: 64, sex: 'female' };
  if (clinicCode === '1101') return { minAge: 1, maxAge: 17, sex: null };
  return { minAge: 35, maxAge: 92, sex: null };
}

function visitOn(random: Random, slot: Slot, patient: Patient, clinicId: string, now: string, cancelled: boolean): Visit {
  const first = slot.kind === 'first' && slot.service === 'cardiology';
  const cardiology = slot.service === 'cardiology';
  const daysBefore = random.int(3, first ? 38 : 75);
  const bookedAt = earlier(
    addMinutes(slot.startsAt, -daysBefore * 1440 - random.int(0, 500)),
    addMinutes(now, -random.int(60, 20_000)),
  );
  const visit: Visit = {
    id: random.uuid(),
    version: 1,
    clinicId,
    scheduleId: slot.scheduleId,
    slotId: slot.id,
    startsAt: slot.startsAt,
    durationMinutes: slot.durationMinutes,
    service: slot.service,
    clinicCode: slot.clinicCode,
    kind: slot.kind,
    mode: slot.mode,
    status: cancelled ? 'cancelled' : statusOf(random, slot, now),
    patientId: patient.id,
    contact: patient.contact,
    category: cardiology && random.chance(first ? 0.18 : 0.05) ? 'urgent' : 'stable',
    entitlement: random.chance(0.035)
      ? { code: random.pick(entitlements.slice(3)).code, document: `legitymacja nr ${random.digits(6)}` }
      : null,
    referral: first ? { key: random.digits(44), code: null, clinicCodes: null } : null,
    legacy: false,
    gaps: [],
    cancelReason: cancelled ? random.pick(cancelReasons) : null,
    bookedAt,
    bookedBy: channelOf(random, first, cardiology),
    note: random.chance(0.06) ? random.pick(notes) : null,
  };
  return withCourse(visit, now);
}

/** What the desk would have noted of the day of the visit; a few performed ones still lack their event's number (R43). */
function withCourse(visit: Visit, now: string): Visit {
  const { id, status, startsAt, durationMinutes } = visit;
  const cameEarly = addMinutes(startsAt, -15);
  const arrivedAt = cameEarly < now ? cameEarly : startsAt < now ? startsAt : `${addMinutes(now, -4).slice(0, 19)}Z`;
  const eventNumber = id.endsWith('0') ? null : `ZM/${startsAt.slice(0, 4)}/${id.slice(0, 8).toUpperCase()}`;
  switch (status) {
    case 'arrived':
      return { ...visit, course: { arrivedAt, startedAt: startsAt <= now ? startsAt : null, endedAt: null, eventNumber: null } };
    case 'fulfilled':
      return {
        ...visit,
        course: { arrivedAt, startedAt: startsAt, endedAt: addMinutes(startsAt, durationMinutes), eventNumber },
      };
    case 'no-show': {
      const endedAt = addMinutes(startsAt, durationMinutes);
      return { ...visit, course: { arrivedAt: null, startedAt: null, endedAt, eventNumber: null } };
    }
    default:
      return visit;
  }
}

/** What has begun is going on, what is over was performed or missed. */
function statusOf(random: Random, slot: Slot, now: string): VisitStatus {
  const minutesToEnd = minutesBetween(now, slot.startsAt) + slot.durationMinutes;
  if (minutesToEnd <= 0) return random.chance(0.06) ? 'no-show' : 'fulfilled';
  return minutesToEnd < 45 && random.chance(0.6) ? 'arrived' : 'booked';
}

function channelOf(random: Random, first: boolean, cardiology: boolean): Channel {
  if (first) return random.chance(0.3) ? 'waiting-room' : random.chance(0.3) ? 'ikp' : 'desk';
  return !cardiology && random.chance(0.45) ? 'ikp' : 'desk';
}

function earlier(a: string, b: string): string {
  return `${(a < b ? a : b).slice(0, 19).replace('Z', '')}Z`;
}
