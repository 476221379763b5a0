import { keysOf } from '../../core/domain/effect.ts';
import type { Act, Intent } from '../../core/domain/intent.ts';
import type { Patient } from '../../core/domain/patient.ts';
import { pilotPolicy } from '../../core/domain/policy-values.ts';
import type { Schedule } from '../../core/domain/schedule.ts';
import { aPatient, aSchedule, aVisit, scheduleId, weeklyHours } from '../../core/domain/test-builders.ts';
import type { Visit } from '../../core/domain/visit.ts';
import { targetKey } from '../../core/sync/intent-target.ts';
import { FakeCentral } from './fake-central.ts';
import type { Fault } from './fake-gateway.ts';
import { type SyncDesk, syncDesk, type World } from './sync-desk.ts';
import { judge, type Verdict } from './sync-judge.ts';
import { settled, virtualTime } from './virtual-time.ts';

/** `pick` chooses among what there is at that moment (visits, slots, tasks), so that a run can be shrunk. */
export type SimulationAction =
  | { kind: 'desk'; desk: number; what: DeskDoing; pick: number }
  | { kind: 'patient'; what: 'book' | 'move' | 'cancel'; pick: number }
  /** From now on the desk's requests meet these faults in turn. */
  | { kind: 'faults'; desk: number; faults: Fault[] }
  | { kind: 'wait'; ms: number }
  | { kind: 'power-cut'; desk: number }
  | { kind: 'power-cut-at'; desk: number; transition: number; when: 'before' | 'after' }
  /** Central's database is lost and comes back as it was at the last `backup`. */
  | { kind: 'backup' }
  | { kind: 'restore' };

export const deskDoings = [
  'book',
  'book-new-patient',
  'book-known-pesel',
  'move',
  'cancel',
  'change-patient',
  'publish',
  'save-setting',
  'close-task',
  'retry',
  'withdraw',
] as const;
export type DeskDoing = (typeof deskDoings)[number];

const quietMs = 400_000;

/**
 * Two desks and a patient act on one clinic while lines fail, power is cut and central loses its memory; then all is well for a
 * while, and the desks, central and the list of what was entered are compared. The same actions and seed give the same run.
 */
export async function simulate(actions: SimulationAction[], seed: number): Promise<Verdict> {
  const random = generator(seed);
  const world = newWorld(random);
  const desks = [syncDesk(world, 'desk-1'), syncDesk(world, 'desk-2')];
  const entered: Intent[][] = desks.map(() => []);
  const newId = idGenerator(random);
  let restore: (() => void) | null = null;
  try {
    await world.time.advance(2_000);
    for (const action of actions) {
      if (action.kind === 'backup') restore = world.central.backup();
      else if (action.kind === 'restore') restore?.();
      else if (action.kind === 'wait') await world.time.advance(action.ms);
      else if (action.kind === 'patient') patientActs(world.central, action.what, action.pick, newId);
      else await deskActs(action);
      await settled();
    }
    for (const desk of desks) {
      if (desk.isDead()) desk.restart();
      desk.cutPowerAt(Number.POSITIVE_INFINITY, 'before');
      desk.fault = () => 'none';
    }
    await world.time.advance(quietMs);
    return judge(world.central, desks, entered);
  } finally {
    for (const desk of desks) {
      desk.cutPower();
      desk.store.close();
      desk.remove();
    }
  }

  async function deskActs(action: Extract<SimulationAction, { desk: number }>): Promise<void> {
    const desk = desks[action.desk] as SyncDesk;
    if (desk.isDead()) desk.restart();
    switch (action.kind) {
      case 'faults': {
        let turn = 0;
        desk.fault = () => action.faults[turn++ % action.faults.length] ?? 'none';
        return;
      }
      case 'power-cut':
        desk.cutPower();
        return;
      case 'power-cut-at':
        desk.cutPowerAt(action.transition, action.when);
        return;
      case 'desk': {
        const list = entered[action.desk] as Intent[];
        if (action.what === 'retry' || action.what === 'withdraw') return decide(desk, list, action.what, action.pick);
        const act = deskAct(desk, action.what, action.pick, newId);
        if (!act) return;
        const intent = intentFor(desk, act, newId());
        if (desk.store.journal.append([intent])[0]) list.push(intent);
      }
    }
  }

  /** Not awaited: a person goes on, and the answer may never come. */
  async function decide(desk: SyncDesk, list: Intent[], what: 'retry' | 'withdraw', pick: number): Promise<void> {
    const open = desk.store.journal.list(['parked', 'unknown', 'pending']);
    const entry = open[pick % open.length];
    if (!entry) return;
    const { store, engine } = desk;
    if (what === 'withdraw') {
      void engine.withdraw(entry.intent.id, { author: 'Ewa', reason: 'not needed' });
      return;
    }
    const result = await engine.retry(entry.intent.id, { newIntentId: newId(), author: 'Ewa' });
    const anew = result.kind === 'replaced' ? store.journal.get(result.intentId) : null;
    if (anew) list.push(anew.intent);
  }
}

function newWorld(random: () => number): World {
  const time = virtualTime();
  const listeners = new Set<(last: number) => void>();
  const central = new FakeCentral(time.clock, pilotPolicy);
  central.onEvent = (last) => {
    for (const listener of [...listeners]) listener(last);
  };
  const weekly = [weeklyHours({ validFrom: '2026-11-23', validTo: '2026-12-13', endsAt: '09:20' })];
  central.act({ kind: 'publish', schedule: aSchedule({ weekly }) });
  for (const n of [1, 2]) {
    const slot = [...central.slots.values()][n];
    central.act({
      kind: 'book',
      visit: aVisit({
        id: `known-${n}`,
        slotId: slot?.id ?? null,
        startsAt: slot?.startsAt ?? '',
        patientId: `known-${n}`,
        referral: null,
      }),
      patient: aPatient({ id: `known-${n}`, pesel: `5803120002${n}` }),
    });
  }
  return { central, time, listeners, random };
}

/** What a person would do with what the desk shows. null = there is nothing to do it with. */
function deskAct({ store }: SyncDesk, what: DeskDoing, pick: number, newId: () => string): Act | null {
  const bodies = <T>(sql: string): T[] =>
    (store.read.prepare(sql).all() as { body: string }[]).map(({ body }) => JSON.parse(body) as T);
  const visits = bodies<Visit>("SELECT body FROM now_visit WHERE status = 'booked' ORDER BY id");
  const patients = bodies<Patient>('SELECT body FROM now_patient ORDER BY id');
  const held = store.overlay.heldBack();
  const taken = new Set(visits.map(({ slotId }) => slotId));
  const slots = (
    store.read.prepare('SELECT id, starts_at FROM now_slot ORDER BY id').all() as { id: string; starts_at: string }[]
  ).filter(({ id }) => !taken.has(id) && !held.slots.has(id));
  const slot = slots[pick % slots.length];
  const visit = visits[pick % visits.length];
  const patient = patients[pick % patients.length];
  const place = slot && { scheduleId, slotId: slot.id, startsAt: slot.starts_at, durationMinutes: 20 };
  switch (what) {
    case 'book':
      if (!place || !patient || held.patients.has(patient.id)) return null;
      return { kind: 'book', visit: booking(newId(), patient.id, place), patient: patient.version === 0 ? patient : null };
    case 'book-new-patient':
    case 'book-known-pesel': {
      if (!place) return null;
      const pesel = what === 'book-known-pesel' ? `5803120002${(pick % 4) + 1}` : null;
      const someone = aPatient({ id: newId(), version: 0, pesel });
      return { kind: 'book', visit: booking(newId(), someone.id, place), patient: someone };
    }
    case 'move':
      return place && visit ? { kind: 'move', visitId: visit.id, ...place } : null;
    case 'cancel':
      return visit ? { kind: 'cancel', visitId: visit.id, reason: 'illness', by: 'patient' } : null;
    case 'change-patient':
      return patient ? { kind: 'change-patient', patient: { ...patient, familyName: `Nowak${pick}` } } : null;
    case 'publish': {
      const schedule = bodies<Schedule>('SELECT body FROM now_schedule')[0];
      if (!schedule) return null;
      const weekly = schedule.weekly.map((hours) => ({ ...hours, endsAt: pick % 2 ? '09:00' : '10:00' }));
      return { kind: 'publish', schedule: { ...schedule, weekly, revision: schedule.revision + 1 } };
    }
    case 'save-setting':
      return { kind: 'save-setting', name: `setting-${pick % 2}`, value: pick };
    case 'close-task': {
      const tasks = store.read.prepare("SELECT id FROM now_task WHERE state = 'open' ORDER BY id").all() as { id: string }[];
      const task = tasks[pick % tasks.length];
      return task ? { kind: 'close-task', taskId: task.id, resolution: 'patient-called' } : null;
    }
    case 'retry':
    case 'withdraw':
      return null;
    default:
      return what satisfies never;
  }
}

const booking = (
  id: string,
  patientId: string,
  place: Pick<Visit, 'scheduleId' | 'slotId' | 'startsAt' | 'durationMinutes'>,
): Visit => aVisit({ id, version: 0, patientId, referral: null, ...place });

/** As the desk's commands make it: the version on the screen, and the newest own act on the same thing as base. */
function intentFor({ store, engine }: SyncDesk, act: Act, id: string): Intent {
  const target = targetKey(act);
  const entity = target.slice(0, target.indexOf(':'));
  const key = target.slice(entity.length + 1);
  const row = store.read
    .prepare(`SELECT version, body FROM now_${entity} WHERE ${entity === 'setting' ? 'name' : 'id'} = ?`)
    .get(key) as { version: number; body: string } | undefined;
  const current = entity === 'visit' && row ? (JSON.parse(row.body) as Visit) : null;
  return {
    id,
    act,
    keys: keysOf(act, current),
    seenVersion: row?.version ?? null,
    baseIntentId: store.overlay.newestIntentOn(target),
    supersedes: null,
    author: 'Anna',
    reason: null,
    at: engine.time.now(),
  };
}

function patientActs(central: FakeCentral, what: 'book' | 'move' | 'cancel', pick: number, newId: () => string): void {
  const visits = [...central.visits.values()].filter(({ status }) => status === 'booked');
  const visit = visits[pick % visits.length];
  const slot = [...central.slots.values()][pick % central.slots.size];
  if (what === 'cancel' && visit) central.act({ kind: 'cancel', visitId: visit.id, reason: 'illness', by: 'patient' });
  if (!slot) return;
  const place = { scheduleId: slot.scheduleId, slotId: slot.id, startsAt: slot.startsAt, durationMinutes: 20 };
  if (what === 'move' && visit) central.act({ kind: 'move', visitId: visit.id, ...place });
  if (what === 'book') {
    const id = newId();
    central.act({ kind: 'book', visit: booking(id, id, place), patient: aPatient({ id, pesel: null }) });
  }
}

/** mulberry32 */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function idGenerator(random: () => number): () => string {
  const hex = (length: number) => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
  return () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
}
