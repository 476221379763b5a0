import type { PossibleDuplicate, Truth } from '../../core/contract/views.ts';
import type { Patient } from '../../core/domain/patient.ts';
import type { Slot } from '../../core/domain/schedule.ts';
import type { SlotHold } from '../../core/domain/slot-hold.ts';
import { localDateOf } from '../../core/domain/time.ts';
import { activeStatuses, type Visit } from '../../core/domain/visit.ts';
import { type Clinic, id } from './fake-desk-clinic.ts';

/** The rows of the invented clinic, and how true each visit is (absent = confirmed). */
export class FakeRows {
  readonly clinic: Clinic;
  readonly slots: Map<string, Slot>;
  readonly patients: Map<string, Patient>;
  readonly visits: Map<string, Visit>;
  readonly truths = new Map<string, Truth>();
  /** By slot: who keeps it (I8). */
  readonly holds = new Map<string, SlotHold>();
  readonly duplicates = new Map<string, PossibleDuplicate[]>();
  readonly #bySlot = new Map<string, Set<string>>();
  readonly #slotsByDate = new Map<string, Slot[]>();
  readonly #visitsByDate = new Map<string, Set<string>>();

  constructor(clinic: Clinic) {
    this.clinic = clinic;
    this.slots = new Map(clinic.slots.map((slot) => [slot.id, slot]));
    this.patients = new Map(clinic.patients.map((patient) => [patient.id, patient]));
    this.visits = new Map();
    for (const slot of clinic.slots) {
      const date = localDateOf(slot.startsAt);
      const day = this.#slotsByDate.get(date);
      if (day) day.push(slot);
      else this.#slotsByDate.set(date, [slot]);
    }
    for (const visit of clinic.visits) this.put(visit, 'confirmed');
    this.#markSome();
  }

  put(visit: Visit, truth: Truth): void {
    const before = this.visits.get(visit.id);
    if (before?.slotId) this.#bySlot.get(before.slotId)?.delete(visit.id);
    if (before) this.#visitsByDate.get(localDateOf(before.startsAt))?.delete(visit.id);
    this.visits.set(visit.id, visit);
    if (visit.slotId) setOf(this.#bySlot, visit.slotId).add(visit.id);
    setOf(this.#visitsByDate, localDateOf(visit.startsAt)).add(visit.id);
    if (truth === 'confirmed') this.truths.delete(visit.id);
    else this.truths.set(visit.id, truth);
  }

  activeIn(slotId: string): Visit | null {
    const ids = this.#bySlot.get(slotId) ?? new Set<string>();
    const visits = [...ids].flatMap((visitId) => this.visits.get(visitId) ?? []);
    return visits.find(({ status }) => activeStatuses.includes(status)) ?? null;
  }

  slotsOn(date: string): Slot[] {
    return this.#slotsByDate.get(date) ?? [];
  }

  visitsOn(date: string): Visit[] {
    return [...(this.#visitsByDate.get(date) ?? [])]
      .flatMap((visitId) => this.visits.get(visitId) ?? [])
      .filter(({ status }) => status !== 'cancelled');
  }

  truthOf(visitId: string): Truth {
    return this.truths.get(visitId) ?? 'confirmed';
  }

  /** Offline since a while: everything on its way waits here. */
  ageTruths(): void {
    for (const [visitId, truth] of this.truths) if (truth === 'sent') this.truths.set(visitId, 'local');
    for (const visit of this.visitsOn('2026-11-23')
      .filter(({ status }) => status === 'booked')
      .slice(20, 26)) {
      this.truths.set(visit.id, 'local');
    }
  }

  /** Some of today's visits are not confirmed yet, one of each degree of truth. */
  #markSome(): void {
    const today = this.visitsOn('2026-11-23').filter(({ status, scheduleId }) => status === 'booked' && scheduleId <= id(2, 4));
    const truths: Truth[] = ['local', 'sent', 'unknown', 'refused', 'local'];
    truths.forEach((truth, index) => {
      const visit = today[(index * 7 + 4) % Math.max(1, today.length)];
      if (visit) this.truths.set(visit.id, truth);
    });
  }
}

function setOf(map: Map<string, Set<string>>, key: string): Set<string> {
  const known = map.get(key);
  if (known) return known;
  const made = new Set<string>();
  map.set(key, made);
  return made;
}
