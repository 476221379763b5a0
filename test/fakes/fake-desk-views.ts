import type { ElsewhereView } from '../../core/contract/search-views.ts';
import type {
  DayColumn,
  DayView,
  MonthView,
  PatientDetail,
  PatientHit,
  PatientVisit,
  ScheduleView,
  SlotView,
  VisitDetail,
  VisitView,
} from '../../core/contract/views.ts';
import { shortActorName } from '../../core/desk/short-actor-name.ts';
import { afterCancel } from '../../core/domain/after-cancel.ts';
import { foldForSearch } from '../../core/domain/fold.ts';
import { holidayOn } from '../../core/domain/holidays.ts';
import { displayName, shortName } from '../../core/domain/name.ts';
import type { Patient } from '../../core/domain/patient.ts';
import { maskPesel } from '../../core/domain/pesel.ts';
import { maskPhone } from '../../core/domain/phone.ts';
import { pilotPolicy } from '../../core/domain/policy-values.ts';
import type { Schedule, Slot } from '../../core/domain/schedule.ts';
import { addDays, addMinutes, ageOn, localDateTimeOf } from '../../core/domain/time.ts';
import { activeStatuses, type Visit } from '../../core/domain/visit.ts';
import { possibleOutcomes } from '../../core/domain/visit-outcome.ts';
import { fakeNow, fakeToday } from './fake-desk-clinic.ts';
import type { FakeRows } from './fake-desk-rows.ts';

/** The contract's views, worked out from the rows at each question. */
export class FakeViews {
  readonly #rows: FakeRows;
  readonly #schedules: Map<string, Schedule>;

  constructor(rows: FakeRows) {
    this.#rows = rows;
    this.#schedules = new Map(rows.clinic.schedules.map((schedule) => [schedule.id, schedule]));
  }

  schedule({ id, actor, clinicCode, service }: Schedule): ScheduleView {
    return {
      id,
      actorId: actor.id,
      actorName: actor.name,
      actorShort: shortActorName(actor),
      actorKind: actor.kind,
      clinicCode,
      service,
    };
  }

  day(date: string): DayView {
    const slots = Map.groupBy(this.#rows.slotsOn(date), ({ scheduleId }) => scheduleId);
    const visits = Map.groupBy(this.#rows.visitsOn(date), ({ scheduleId }) => scheduleId);
    const columns = this.#rows.clinic.schedules
      .filter(({ id }) => slots.has(id) || visits.has(id))
      .map((schedule) => this.#column(schedule, slots.get(schedule.id) ?? [], visits.get(schedule.id) ?? []));
    const sum = (count: (column: DayColumn) => number) => columns.reduce((all, column) => all + count(column), 0);
    return { date, holiday: holidayOn(date), columns, free: sum(({ free }) => free), booked: sum(({ booked }) => booked) };
  }

  month(month: string): MonthView {
    const days = [];
    for (let date = `${month}-01`; date.startsWith(month); date = addDays(date, 1)) {
      const slots = this.#rows.slotsOn(date).map((slot) => this.slot(slot));
      const free = slots.filter(({ state }) => state === 'free').length;
      days.push({ date, holiday: holidayOn(date), free, booked: this.#rows.visitsOn(date).filter(isActive).length });
    }
    return { month, days };
  }

  slot(slot: Slot): SlotView {
    const taken = this.#rows.activeIn(slot.id);
    const heldBack = taken !== null && this.#rows.truthOf(taken.id) === 'unknown';
    const state = heldBack ? 'held-back' : taken ? 'taken' : slot.startsAt <= fakeNow ? 'past' : 'free';
    const hold = state === 'free' ? this.#rows.holds.get(slot.id) : undefined;
    return {
      id: slot.id,
      scheduleId: slot.scheduleId,
      kind: slot.kind,
      mode: slot.mode,
      room: slot.room,
      state: hold ? 'held' : state,
      ...(hold && { hold }),
      overbooked: slot.overbooked,
      ...placed(slot),
    };
  }

  visit(visit: Visit): VisitView {
    const patient = this.#rows.patients.get(visit.patientId) as Patient;
    return {
      id: visit.id,
      version: visit.version,
      scheduleId: visit.scheduleId,
      slotId: visit.slotId,
      service: visit.service,
      kind: visit.kind,
      status: visit.status,
      truth: this.#rows.truthOf(visit.id),
      patientId: visit.patientId,
      patientName: displayName(patient),
      patientShort: shortName(patient),
      urgent: visit.category === 'urgent',
      entitled: visit.entitlement !== null,
      gaps: visit.gaps,
      hasNote: visit.note !== null,
      movable: visit.status === 'booked' && visit.service === 'cardiology' && visit.startsAt > fakeNow,
      ...(visit.course ? { course: visit.course } : {}),
      ...placed(visit),
    };
  }

  visitDetail(visitId: string): VisitDetail | null {
    const visit = this.#rows.visits.get(visitId);
    const patient = visit && this.patient(visit.patientId);
    if (!visit || !patient) return null;
    const slot = visit.slotId ? this.#rows.slots.get(visit.slotId) : undefined;
    const { contact, clinicCode, mode, category, entitlement, referral, legacy, cancelReason, bookedAt, bookedBy, note } = visit;
    return {
      ...this.visit(visit),
      patient,
      contact,
      clinicCode,
      actorName: this.#actorName(visit),
      room: slot?.room ?? null,
      mode,
      category,
      entitlement,
      referral,
      legacy,
      cancelReason,
      bookedAt,
      bookedBy,
      note,
      cancellable: (visit.status === 'booked' || visit.status === 'arrived') && visit.startsAt > fakeNow,
      possibleOutcomes: possibleOutcomes(visit, fakeNow),
      ...afterCancel({ visit, now: fakeNow, policy: pilotPolicy, by: 'patient' }),
      elsewhere: visit.elsewhere ?? null,
    };
  }

  patient(patientId: string): PatientDetail | null {
    const patient = this.#rows.patients.get(patientId);
    if (!patient) return null;
    const visits = [...this.#rows.visits.values()].filter((visit) => visit.patientId === patientId);
    return {
      ...patient,
      age: patient.birthDate ? ageOn(patient.birthDate, fakeToday) : null,
      truth: 'confirmed',
      heldBack: visits.some(({ id }) => this.#rows.truthOf(id) === 'unknown'),
      duplicates: this.#rows.duplicates.get(patientId) ?? [],
      visits: visits.toSorted((a, b) => b.startsAt.localeCompare(a.startsAt)).map((visit) => this.patientVisit(visit)),
    };
  }

  patientVisit(visit: Visit): PatientVisit {
    const { id, startsAt, clinicCode, kind, status } = visit;
    return {
      id,
      startsAt,
      localStart: localDateTimeOf(startsAt),
      actorName: this.#actorName(visit),
      clinicCode,
      kind,
      status,
      truth: this.#rows.truthOf(id),
      elsewhere: visit.elsewhere ?? null,
    };
  }

  /** What the clinic has booked in others, nearest first. */
  elsewhere(): ElsewhereView[] {
    return [...this.#rows.visits.values()]
      .filter((visit) => visit.elsewhere !== undefined)
      .toSorted(byStart)
      .map((visit) => ({
        ...this.patientVisit(visit),
        patientId: visit.patientId,
        patientName: displayName(this.#rows.patients.get(visit.patientId) as Patient),
      }));
  }

  #actorName({ elsewhere, scheduleId }: Visit): string {
    return elsewhere?.actorName ?? this.#schedules.get(scheduleId)?.actor.name ?? '';
  }

  searchPatients(text: string, limit: number): PatientHit[] {
    const words = foldForSearch(text).split(/\s+/).filter(Boolean);
    const digits = text.replace(/\D/g, '');
    const byDigits = digits.length >= 4;
    return [...this.#rows.patients.values()]
      .filter((patient) => {
        if (byDigits) return patient.pesel?.startsWith(digits) || patient.contact.phone?.includes(digits);
        const name = foldForSearch(displayName(patient)).split(' ');
        return words.every((word) => name.some((part) => part.startsWith(word)));
      })
      .slice(0, limit)
      .map((patient) => this.#hit(patient));
  }

  #hit({ id, familyName, givenName, pesel, birthDate, contact }: Patient): PatientHit {
    const next = [...this.#rows.visits.values()]
      .filter((visit) => visit.patientId === id && visit.status === 'booked' && visit.startsAt > fakeNow)
      .toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))[0];
    return {
      id,
      familyName,
      givenName,
      peselMasked: pesel && maskPesel(pesel),
      birthDate,
      phoneMasked: contact.phone && maskPhone(contact.phone),
      nextVisit: next
        ? {
            id: next.id,
            startsAt: next.startsAt,
            localStart: localDateTimeOf(next.startsAt),
            actorName: this.#actorName(next),
          }
        : null,
    };
  }

  #column(schedule: Schedule, slots: Slot[], visits: Visit[]): DayColumn {
    const views = slots.map((slot) => this.slot(slot));
    const rooms = new Set(slots.flatMap(({ room }) => room ?? []));
    return {
      schedule: this.schedule(schedule),
      rooms: [...rooms],
      slots: views.toSorted(byStart),
      visits: visits.map((visit) => this.visit(visit)).toSorted(byStart),
      free: views.filter(({ state }) => state === 'free').length,
      booked: visits.filter(isActive).length,
    };
  }
}

const isActive = ({ status }: Visit) => activeStatuses.includes(status);
const byStart = (a: { startsAt: string }, b: { startsAt: string }) => a.startsAt.localeCompare(b.startsAt);

function placed({ startsAt, durationMinutes }: { startsAt: string; durationMinutes: number }) {
  return {
    startsAt,
    localStart: localDateTimeOf(startsAt),
    localEnd: localDateTimeOf(addMinutes(startsAt, durationMinutes)),
    durationMinutes,
  };
}
