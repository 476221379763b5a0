import type { Act, Intent } from '../../core/domain/intent.ts';
import type { Patient } from '../../core/domain/patient.ts';
import type { Policy } from '../../core/domain/policy.ts';
import type { RefusalCode } from '../../core/domain/refusal.ts';
import type { Schedule, Slot } from '../../core/domain/schedule.ts';
import { publishedRange, slotsFor } from '../../core/domain/slots-for.ts';
import { changedTask, closedTask, type DeskTask } from '../../core/domain/task.ts';
import { localDateOf } from '../../core/domain/time.ts';
import { activeStatuses, type Visit } from '../../core/domain/visit.ts';
import { withDetails } from '../../core/domain/visit-details.ts';
import { withOutcome } from '../../core/domain/visit-outcome.ts';
import type { SubmissionQuestion, SubmissionStatus, WaitingEntry } from '../../core/domain/waiting-entry.ts';
import type { Clock, FeedChange, FeedEvent, FeedPosition, IntentFate, Outcome, SlotNews } from '../../core/sync/ports.ts';

type Applied = Extract<Outcome, { kind: 'applied' }>;
type Refused = Extract<Outcome, { kind: 'refused' }>;
interface SettingRow {
  name: string;
  value: unknown;
  version: number;
}

const statusOf: Partial<Record<RefusalCode, number>> = {
  'not-found': 404,
  'slot-gone': 404,
  'slot-taken': 409,
  'visit-not-active': 409,
  'intent-voided': 409,
  'stale-version': 412,
};

/**
 * Central e-registration of one clinic, in memory, with the semantics of docs/spec/central-interface.md: versions,
 * idempotency by intent id, one numbered stream of events, epochs. It knows no transport: `fakeGateway` adds that and its faults.
 */
export class FakeCentral {
  epoch = 'epoch-1';
  events: FeedEvent[] = [];
  visits = new Map<string, Visit>();
  patients = new Map<string, Patient>();
  schedules = new Map<string, Schedule>();
  slots = new Map<string, Slot>();
  /** I8: told when asked, not by events. */
  held: SlotNews[] = [];
  tasks = new Map<string, DeskTask>();
  settings = new Map<string, SettingRow>();
  waiting = new Map<string, WaitingEntry>();
  /** Answers by intent id; `voided` ids are refused when they arrive. */
  answers = new Map<string, Applied | Refused | 'voided'>();
  /** How often each intent changed something: never more than once. */
  effects = new Map<string, number>();
  onEvent: (last: number) => void = () => undefined;
  private merged = new Map<string, string>();
  private epochs = 1;
  private readonly clock: Clock;
  private readonly policyNow: Policy;

  constructor(clock: Clock, policy: Policy) {
    this.clock = clock;
    this.policyNow = policy;
  }

  now(): string {
    return `${new Date(this.clock.now()).toISOString().slice(0, 19)}Z`;
  }

  position(): FeedPosition {
    return { epoch: this.epoch, event: this.events.length };
  }

  policy(): Policy {
    return this.policyNow;
  }

  receive(intent: Intent, ifMatch: number | null): Applied | Refused {
    const known = this.answers.get(intent.id);
    if (known === 'voided') return refused('intent-voided');
    if (known) return known;
    const result = this.apply(intent, ifMatch);
    const answer =
      'code' in result ? refused(result.code, result.current) : this.record(intent.id, result.changes, result.aliases);
    this.answers.set(intent.id, answer);
    return answer;
  }

  fate(intentId: string): IntentFate {
    const known = this.answers.get(intentId);
    if (!known) return { kind: 'never-seen' };
    return known === 'voided' ? { kind: 'voided' } : known;
  }

  voidIntent(intentId: string): IntentFate {
    if (!this.answers.has(intentId)) this.answers.set(intentId, 'voided');
    return this.fate(intentId);
  }

  submission({ referralKey, referralCode }: SubmissionQuestion): SubmissionStatus | null {
    const isAsked = ({ referral }: WaitingEntry) =>
      referralKey === null ? referral.code === referralCode : referral.key === referralKey;
    const entry = [...this.waiting.values()].findLast(isAsked);
    return entry ? { entry, visit: null } : null;
  }

  /** What a patient does in IKP, or central by itself: no desk's intent. */
  act(act: Act): boolean {
    const result = this.apply({ id: '', act } as Intent, null, true);
    if ('code' in result) return false;
    this.record(null, result.changes, {});
    return true;
  }

  rows(entity: FeedChange['entity']): FeedChange[] {
    const maps = {
      visit: this.visits,
      patient: this.patients,
      schedule: this.schedules,
      slot: this.slots,
      task: this.tasks,
      setting: this.settings,
    };
    return [...maps[entity]].map(([key, row]) => ({ entity, key, row }) as FeedChange).sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** A backup of now, to be restored by `restore`. */
  backup(): () => void {
    const saved = structuredClone({
      events: this.events,
      visits: this.visits,
      patients: this.patients,
      schedules: this.schedules,
      slots: this.slots,
      tasks: this.tasks,
      settings: this.settings,
      waiting: this.waiting,
      answers: this.answers,
      merged: this.merged,
    });
    return () => {
      Object.assign(this, structuredClone(saved));
      this.epochs += 1;
      this.epoch = `epoch-${this.epochs}`;
      // What is gone may be done again.
      this.effects = new Map([...this.answers].filter(([, answer]) => answer !== 'voided').map(([id]) => [id, 1]));
    };
  }

  private record(intentId: string | null, changes: FeedChange[], aliases: Record<string, string>): Applied {
    if (intentId !== null) this.effects.set(intentId, (this.effects.get(intentId) ?? 0) + 1);
    const event = this.events.length + 1;
    this.events.push({ event, at: this.now(), intentId, changes: structuredClone(changes) });
    this.onEvent(event);
    const versions = Object.fromEntries(
      changes.flatMap(({ entity, key, row }) => (row && 'version' in row ? [[`${entity}:${key}`, row.version]] : [])),
    );
    return { kind: 'applied', position: { epoch: this.epoch, event }, versions, aliases };
  }

  private apply(intent: Intent, ifMatch: number | null, byPatient = false): Change {
    const { act } = intent;
    const isStale = (version: number | undefined) => !byPatient && version !== undefined && version !== ifMatch;
    switch (act.kind) {
      case 'book':
        return this.book(act);
      case 'move': {
        const visit = this.visits.get(act.visitId);
        if (!visit) return { code: 'not-found' };
        if (isStale(visit.version)) return { code: 'stale-version', current: visit };
        if (visit.status !== 'booked') return { code: 'visit-not-active', current: visit };
        if (!this.slots.has(act.slotId)) return { code: 'slot-gone', current: visit };
        if (this.isTaken(act.slotId, visit.id)) return { code: 'slot-taken', current: visit };
        const { scheduleId, slotId, startsAt, durationMinutes } = act;
        return this.putVisit({ ...visit, scheduleId, slotId, startsAt, durationMinutes, version: visit.version + 1 });
      }
      case 'cancel': {
        const visit = this.visits.get(act.visitId);
        if (!visit) return { code: 'not-found' };
        if (isStale(visit.version)) return { code: 'stale-version', current: visit };
        if (visit.status !== 'booked') return { code: 'visit-not-active', current: visit };
        return this.putVisit({ ...visit, status: 'cancelled', cancelReason: act.reason, version: visit.version + 1 });
      }
      case 'enter-waiting': {
        if (this.waiting.has(act.entry.id)) return { code: 'stale-version' };
        this.waiting.set(act.entry.id, { ...act.entry, version: 1 });
        return { changes: act.patient ? [this.putPatient(act.patient)] : [], aliases: this.aliasesOf(act.entry.patientId) };
      }
      case 'change-waiting':
      case 'leave-waiting': {
        const entry = this.waiting.get(act.entryId);
        if (!entry) return { code: 'not-found' };
        if (isStale(entry.version)) return { code: 'stale-version' };
        if (entry.status === 'closed') return { code: 'entry-not-open' };
        const change =
          act.kind === 'change-waiting'
            ? { criteria: act.criteria }
            : { status: 'closed' as const, closed: 'withdrawn' as const };
        this.waiting.set(entry.id, { ...entry, ...change, version: entry.version + 1 });
        return { changes: [], aliases: {} };
      }
      case 'set-outcome':
      case 'change-visit': {
        const visit = this.visits.get(act.visitId);
        if (!visit) return { code: 'not-found' };
        if (isStale(visit.version)) return { code: 'stale-version', current: visit };
        if (visit.status === 'cancelled') return { code: 'visit-not-active', current: visit };
        const changed = act.kind === 'set-outcome' ? withOutcome(visit, act) : withDetails(visit, act.details);
        return this.putVisit({ ...changed, version: visit.version + 1 });
      }
      case 'change-patient': {
        const known = this.patients.get(this.keyOf(act.patient.id));
        if (isStale(known?.version)) return { code: 'stale-version' };
        return { changes: [this.putPatient(act.patient)], aliases: this.aliasesOf(act.patient.id) };
      }
      case 'publish': {
        const known = this.schedules.get(act.schedule.id);
        if (isStale(known?.version)) return { code: 'stale-version' };
        return { changes: [this.publish({ ...act.schedule, version: (known?.version ?? 0) + 1 })], aliases: {} };
      }
      case 'open-task':
        if (this.tasks.has(act.task.id)) return { code: 'stale-version' };
        return this.putTask({ ...act.task, version: 1 });
      case 'close-task': {
        const task = this.tasks.get(act.taskId);
        if (!task) return { code: 'not-found' };
        if (ifMatch !== null && isStale(task.version)) return { code: 'stale-version' };
        const closed = closedTask(task, { resolution: act.resolution, author: 'desk', at: this.now() });
        return this.putTask({ ...closed, version: task.version + 1 });
      }
      case 'change-task': {
        const task = this.tasks.get(act.taskId);
        if (!task) return { code: 'not-found' };
        const changed = changedTask(task, act.change, { author: intent.author, at: this.now() });
        return this.putTask({ ...changed, version: task.version + 1 });
      }
      case 'save-setting': {
        const known = this.settings.get(act.name);
        if (isStale(known?.version)) return { code: 'stale-version' };
        const row = { name: act.name, value: act.value, version: (known?.version ?? 0) + 1 };
        this.settings.set(act.name, row);
        return { changes: [{ entity: 'setting', key: act.name, row }], aliases: {} };
      }
      default:
        return act satisfies never;
    }
  }

  private book({ visit, patient }: Extract<Act, { kind: 'book' }>): Change {
    if (this.visits.has(visit.id)) return { code: 'stale-version', current: this.visits.get(visit.id) };
    if (!patient && !this.patients.has(this.keyOf(visit.patientId))) return { code: 'not-found' };
    if (visit.slotId !== null && !this.slots.has(visit.slotId)) return { code: 'slot-gone' };
    if (visit.slotId !== null && this.isTaken(visit.slotId, visit.id)) return { code: 'slot-taken' };
    const changes = patient ? [this.putPatient(patient)] : [];
    const booked = this.putVisit({ ...visit, patientId: this.keyOf(visit.patientId), version: 1 });
    return { changes: [...changes, ...booked.changes], aliases: this.aliasesOf(visit.patientId) };
  }

  /** I1 */
  private isTaken(slotId: string, except: string): boolean {
    return [...this.visits.values()].some(
      (visit) => visit.slotId === slotId && visit.id !== except && activeStatuses.includes(visit.status),
    );
  }

  private putVisit(visit: Visit): { changes: FeedChange[]; aliases: Record<string, string> } {
    this.visits.set(visit.id, visit);
    return { changes: [{ entity: 'visit', key: visit.id, row: visit }], aliases: {} };
  }

  private putTask(task: DeskTask): { changes: FeedChange[]; aliases: Record<string, string> } {
    this.tasks.set(task.id, task);
    return { changes: [{ entity: 'task', key: task.id, row: task }], aliases: {} };
  }

  /** A patient is unique by PESEL: a second key for the same one is merged into the first. */
  private putPatient(patient: Patient): FeedChange {
    const same = [...this.patients.values()].find(({ pesel }) => pesel !== null && pesel === patient.pesel);
    if (same && same.id !== patient.id && !this.patients.has(patient.id)) this.merged.set(patient.id, same.id);
    const id = this.keyOf(patient.id);
    const row = { ...patient, id, version: (this.patients.get(id)?.version ?? 0) + 1 };
    this.patients.set(id, row);
    return { entity: 'patient', key: id, row };
  }

  private publish(schedule: Schedule): FeedChange {
    this.schedules.set(schedule.id, schedule);
    const range = publishedRange(schedule, localDateOf(this.now()));
    for (const slot of this.slots.values()) {
      const date = localDateOf(slot.startsAt);
      if (slot.scheduleId === schedule.id && range.from <= date && date <= range.to) this.slots.delete(slot.id);
    }
    for (const slot of slotsFor(schedule, range)) this.slots.set(slot.id, slot);
    return { entity: 'schedule', key: schedule.id, row: schedule };
  }

  private keyOf(patientId: string): string {
    return this.merged.get(patientId) ?? patientId;
  }

  private aliasesOf(patientId: string): Record<string, string> {
    const key = this.keyOf(patientId);
    return key === patientId ? {} : { [`patient:${patientId}`]: `patient:${key}` };
  }
}

type Change = { changes: FeedChange[]; aliases: Record<string, string> } | { code: RefusalCode; current?: Visit | undefined };

function refused(code: RefusalCode, current: Visit | undefined = undefined): Refused {
  return { kind: 'refused', status: statusOf[code] ?? 422, refusals: [{ code }], current: current ?? null };
}
