import type { QueueItem, TaskView } from '../../core/contract/views.ts';
import { displayName } from '../../core/domain/name.ts';
import type { Patient } from '../../core/domain/patient.ts';
import { maskPhone } from '../../core/domain/phone.ts';
import { addMinutes, localDateTimeOf } from '../../core/domain/time.ts';
import type { Visit } from '../../core/domain/visit.ts';
import { fakeNow, fakeToday, id } from './fake-desk-clinic.ts';
import type { FakeRows } from './fake-desk-rows.ts';
import type { FakeViews } from './fake-desk-views.ts';

/** A few tasks of each kind, and the queue as it follows from what is not confirmed. */
export class FakeTasks {
  readonly #rows: FakeRows;
  readonly #views: FakeViews;
  readonly #closed = new Map<string, string>();

  constructor(rows: FakeRows, views: FakeViews) {
    this.#rows = rows;
    this.#views = views;
  }

  list(state: 'open' | 'done', limit: number): TaskView[] {
    return this.#all()
      .filter((task) => task.state === state)
      .slice(0, limit);
  }

  close(taskId: string, resolution: string): void {
    this.#closed.set(taskId, resolution);
  }

  /** Closes the task of a refused intent (in this fake an intent is named after its visit). */
  closeOf(intentId: string): void {
    for (const task of this.#all()) if (task.refused?.intentId === intentId) this.close(task.id, 'withdrawn');
  }

  queue(): QueueItem[] {
    const states = { local: 'pending', sent: 'sending', unknown: 'unknown', refused: 'parked', confirmed: 'pending' } as const;
    return [...this.#rows.truths].map(([visitId, truth], index) => {
      const visit = this.#rows.visits.get(visitId) as Visit;
      return {
        intentId: visitId,
        act: (['book', 'move', 'cancel'] as const)[index % 3] ?? 'book',
        state: states[truth],
        at: addMinutes(fakeNow, -3 * index),
        attempts: truth === 'local' ? 0 : 1,
        nextAttemptAt: truth === 'unknown' ? addMinutes(fakeNow, 1) : null,
        patientName: displayName(this.#rows.patients.get(visit.patientId) as Patient),
        wantedLocalStart: localDateTimeOf(visit.startsAt),
        stalled: false,
        lastAnswer: truth === 'refused' ? 'refused' : truth === 'unknown' ? 'no-answer' : 'none',
        refusals: truth === 'refused' ? [{ code: 'slot-taken', rule: 'I1' }] : [],
      };
    });
  }

  #all(): TaskView[] {
    const future = [...this.#rows.visits.values()].filter((visit) => visit.startsAt > fakeNow);
    const gaps = future.filter((visit) => visit.gaps.length > 0).slice(0, 6);
    const refused = [...this.#rows.truths]
      .filter(([, truth]) => truth === 'refused')
      .flatMap(([visitId]) => this.#rows.visits.get(visitId) ?? []);
    return [
      ...refused.map((visit, index) => this.#refused(visit, index)),
      ...gaps.map((visit, index) => this.#gap(visit, index)),
    ];
  }

  #refused(visit: Visit, index: number): TaskView {
    return {
      ...this.#task(id(6, index), visit),
      kind: 'refused-intent',
      gap: null,
      refusals: [{ code: 'slot-taken', rule: 'I1' }],
      refused: {
        intentId: visit.id,
        here: true,
        act: 'move',
        wantedStart: visit.startsAt,
        wantedLocalStart: localDateTimeOf(visit.startsAt),
        wantedScheduleId: visit.scheduleId,
        wanted: null,
        patient: null,
      },
      conflict: 'slot-taken',
      proposals: this.#proposals(visit),
    };
  }

  #gap(visit: Visit, index: number): TaskView {
    const gap = visit.gaps[0] ?? 'no-contact';
    return { ...this.#task(id(7, index), visit), kind: 'visit-gap', gap, refusals: [], refused: null, proposals: [] };
  }

  #proposals(visit: Visit) {
    return this.#rows.clinic.slots
      .filter((slot) => slot.clinicCode === visit.clinicCode && slot.kind === visit.kind && slot.startsAt > fakeNow)
      .toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))
      .map((slot) => this.#views.slot(slot))
      .filter((slot) => slot.state === 'free')
      .slice(0, 6);
  }

  #task(taskId: string, visit: Visit) {
    const patient = this.#rows.patients.get(visit.patientId) as Patient;
    const schedule = this.#rows.clinic.schedules.find(({ id: scheduleId }) => scheduleId === visit.scheduleId);
    const resolution = this.#closed.get(taskId) ?? null;
    return {
      id: taskId,
      state: resolution === null ? ('open' as const) : ('done' as const),
      openedAt: `${fakeToday}T06:3${taskId.slice(-1)}:00Z`,
      closedAt: resolution === null ? null : fakeNow,
      closedBy: resolution === null ? null : 'Anna N.',
      resolution,
      owner: null,
      mine: false,
      conflict: null,
      calls: [],
      callBackAt: null,
      carriedOver: false,
      current: null,
      patient: {
        id: patient.id,
        name: displayName(patient),
        phone: patient.contact.phone && maskPhone(patient.contact.phone),
        secondPhone: patient.contact.secondPhone && maskPhone(patient.contact.secondPhone),
      },
      visit: {
        id: visit.id,
        version: visit.version,
        startsAt: visit.startsAt,
        localStart: localDateTimeOf(visit.startsAt),
        scheduleId: visit.scheduleId,
        actorName: schedule?.actor.name ?? '',
        clinicCode: visit.clinicCode,
        kind: visit.kind,
        status: visit.status,
      },
    };
  }
}
