import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeCentral } from '../../test/fakes/fake-central.ts';
import type { Fault } from '../../test/fakes/fake-gateway.ts';
import { type SyncDesk, syncDesk, type World } from '../../test/fakes/sync-desk.ts';
import { virtualTime } from '../../test/fakes/virtual-time.ts';
import { keysOf } from '../domain/effect.ts';
import type { Act, Intent } from '../domain/intent.ts';
import { pilotPolicy } from '../domain/policy-values.ts';
import { slotId } from '../domain/slot-id.ts';
import { aPatient, aSchedule, aVisit, scheduleId } from '../domain/test-builders.ts';
import { batchSize } from './plan-sends.ts';

let world: World;
let desk: SyncDesk;

const slotAt = (startsAt: string) => slotId(scheduleId, startsAt);
const eight = '2026-11-30T07:00:00Z';
const twentyPast = '2026-11-30T07:20:00Z';
const intent = (act: Act, some: Partial<Intent> = {}): Intent => ({
  id: randomUUID(),
  act,
  keys: keysOf(act, act.kind === 'move' || act.kind === 'cancel' ? aVisit() : null),
  seenVersion: null,
  baseIntentId: null,
  supersedes: null,
  author: 'Anna',
  reason: null,
  at: '2026-11-23T07:00:00Z',
  ...some,
});
const book = (some: Partial<Intent> = {}) =>
  intent(
    { kind: 'book', visit: aVisit({ version: 0, slotId: slotAt(eight), startsAt: eight }), patient: aPatient({ version: 0 }) },
    some,
  );
const move = (some: Partial<Intent> = {}) =>
  intent(
    { kind: 'move', visitId: aVisit().id, scheduleId, slotId: slotAt(twentyPast), startsAt: twentyPast, durationMinutes: 20 },
    some,
  );
const stateOf = ({ id }: Intent) => desk.store.journal.get(id)?.state;
const shown = () => desk.store.read.prepare('SELECT id, starts_at, version, truth FROM now_visit').all();
/** One fault, and what comes afterwards. */
const once = (first: Fault, then: Fault) => {
  const faults = [first];
  return () => faults.pop() ?? then;
};
const pass = (ms: number) => world.time.advance(ms);

beforeEach(async () => {
  const time = virtualTime();
  const listeners = new Set<(last: number) => void>();
  const central = new FakeCentral(time.clock, pilotPolicy);
  central.onEvent = (last) => {
    for (const listener of [...listeners]) listener(last);
  };
  central.act({ kind: 'publish', schedule: aSchedule() });
  world = { central, time, listeners, random: () => 0.5 };
  desk = syncDesk(world, 'desk-1');
  await pass(2_000);
});
afterEach(() => desk.remove());

describe('a desk that is online', () => {
  test('has the clinic in its copy, slots, policy and all', () => {
    expect(desk.engine.status()).toMatchObject({
      connection: 'online',
      queue: { waiting: 0, sending: 0, unknown: 0, refused: 0 },
    });
    expect(desk.store.read.prepare('SELECT count(*) AS n FROM now_slot').get()).toEqual({ n: world.central.slots.size });
    expect(desk.store.copy.policy()).toEqual(pilotPolicy);
  });

  test('I5: a booking shows at once as local, then sent, then as central holds it', async () => {
    const booking = book();
    desk.store.journal.append([booking]);
    expect(shown()).toMatchObject([{ truth: 'local', version: 0 }]);
    await pass(0);
    expect(shown()).toMatchObject([{ truth: 'sent' }]);
    await pass(1_000);
    expect(stateOf(booking)).toBe('confirmed');
    expect(shown()).toMatchObject([{ truth: 'confirmed', version: 1 }]);
  });

  test("R32: a patient's change is in the copy within a second", async () => {
    desk.store.journal.append([book()]);
    await pass(1_000);
    world.central.act({ kind: 'cancel', visitId: aVisit().id, reason: 'illness', by: 'patient' });
    await pass(1_000);
    expect(desk.store.read.prepare('SELECT status FROM now_visit').get()).toEqual({ status: 'cancelled' });
  });

  test('without a WebSocket the change comes by polling', async () => {
    desk.gateway.notices = false;
    world.central.act({ kind: 'save-setting', name: 'notice', value: 'open till six' });
    await pass(10_000);
    expect(desk.store.read.prepare('SELECT body FROM now_setting').all()).toEqual([{ body: '"open till six"' }]);
    world.central.act({ kind: 'save-setting', name: 'notice', value: 'open till five' });
    await pass(6_000);
    expect(desk.store.read.prepare('SELECT body FROM now_setting').all()).toEqual([{ body: '"open till five"' }]);
  });
});

describe('I8: what others keep', () => {
  const claim = { client: 'desk-2', until: '2026-11-23T07:04:00Z' };

  test('before the program starts is known when it has started', async () => {
    world.central.held = [{ slotId: slotAt(eight), claim }];
    desk.cutPower();
    desk.restart();
    await pass(2_000);
    expect(desk.engine.holds.on(slotAt(eight))).toEqual({ by: 'desk', until: claim.until });
  });

  test('is asked for anew with the whole clinic', async () => {
    world.central.held = [{ slotId: slotAt(eight), claim }];
    desk.cutPower();
    desk.restart();
    await pass(2_000);
    world.central.held = [{ slotId: slotAt(twentyPast), claim }];
    world.central.backup()();
    await pass(60_000);
    expect(desk.store.copy.position()?.epoch).toBe('epoch-2');
    expect([desk.engine.holds.on(slotAt(eight)), desk.engine.holds.on(slotAt(twentyPast))?.by]).toEqual([null, 'desk']);
  });
});

describe('an own act on top of an own act', () => {
  test('waits for its base and meets the version of its verdict', async () => {
    const booking = book();
    const moving = move({ baseIntentId: booking.id, seenVersion: 0 });
    desk.store.journal.append([booking, moving]);
    expect(shown()).toMatchObject([{ starts_at: twentyPast, truth: 'local' }]);
    await pass(2_000);
    expect([stateOf(booking), stateOf(moving)]).toEqual(['confirmed', 'confirmed']);
    expect(shown()).toEqual([{ id: aVisit().id, starts_at: twentyPast, version: 2, truth: 'confirmed' }]);
  });

  test('is a task with its base when that is refused, and goes on when the base is replaced', async () => {
    const other = aVisit({ id: randomUUID(), version: 0, slotId: slotAt(eight), startsAt: eight });
    world.central.act({ kind: 'book', visit: other, patient: aPatient({ id: randomUUID(), pesel: null }) });
    const booking = book();
    const moving = move({ baseIntentId: booking.id });
    desk.store.journal.append([booking, moving]);
    await pass(2_000);
    expect([stateOf(booking), stateOf(moving)]).toEqual(['parked', 'pending']);
    expect(shown()).toMatchObject([{ id: other.id, truth: 'confirmed' }]);
    expect([...world.central.tasks.values()]).toMatchObject([
      { intentId: booking.id, state: 'open', refusals: [{ code: 'slot-taken' }] },
    ]);

    world.central.act({ kind: 'cancel', visitId: other.id, reason: 'illness', by: 'patient' });
    await desk.engine.retry(booking.id, { newIntentId: randomUUID(), author: 'Ewa' });
    await pass(2_000);
    expect([stateOf(booking), stateOf(moving)]).toEqual(['superseded', 'confirmed']);
    expect([...world.central.tasks.values()]).toMatchObject([{ state: 'done', resolution: 'fixed' }]);
  });
});

describe('a lost answer', () => {
  test.each(['lose-reply', 'lose-request', 'garbage', 'arrive-late', 'duplicate'] as const)(
    'I3: %s: the act is done once',
    async (fault) => {
      const booking = book();
      let faults = 1;
      desk.fault = () => (faults-- > 0 ? fault : 'none');
      desk.store.journal.append([booking]);
      await pass(200);
      if (fault !== 'duplicate') expect(['unknown', 'confirmed']).toContain(stateOf(booking));
      await pass(60_000);
      expect(stateOf(booking)).toBe('confirmed');
      expect(world.central.effects.get(booking.id)).toBe(1);
      expect(shown()).toMatchObject([{ truth: 'confirmed' }]);
    },
  );

  test('holds slot and patient back while it is not known what became of it', async () => {
    const booking = book();
    desk.fault = once('lose-request', 'offline');
    desk.store.journal.append([booking]);
    await pass(500);
    expect(shown()).toMatchObject([{ truth: 'unknown' }]);
    expect(desk.store.overlay.heldBack()).toEqual({ slots: new Set([slotAt(eight)]), patients: new Set([aPatient().id]) });
    expect(desk.engine.status().queue).toMatchObject({ unknown: 1 });
  });

  test('is asked about after a crash in mid-sending', async () => {
    const booking = book();
    desk.fault = () => 'lose-reply';
    desk.store.journal.append([booking]);
    await pass(10);
    expect(stateOf(booking)).toBe('sending');
    desk.cutPower();
    await pass(100);
    desk.fault = () => 'none';
    desk.restart();
    expect(stateOf(booking)).toBe('unknown');
    await pass(3_000);
    expect(stateOf(booking)).toBe('confirmed');
    expect(world.central.effects.get(booking.id)).toBe(1);
  });
});

describe('offline', () => {
  test('everything waits, survives a restart and drains in order', async () => {
    desk.fault = () => 'offline';
    await pass(40_000);
    expect(desk.engine.status().connection).toBe('offline');
    const booking = book();
    desk.store.journal.append([booking]);
    await pass(5_000);
    desk.cutPower();
    desk.restart();
    const moving = move({ baseIntentId: booking.id });
    desk.store.journal.append([moving]);
    await pass(100_000);
    expect(shown()).toMatchObject([{ starts_at: twentyPast, truth: 'local' }]);
    expect(desk.engine.status().queue).toMatchObject({ waiting: 2 });
    desk.fault = () => 'none';
    await pass(61_000);
    expect(shown()).toMatchObject([{ starts_at: twentyPast, version: 2, truth: 'confirmed' }]);
    expect(desk.engine.status()).toMatchObject({ connection: 'online', queue: { waiting: 0 } });
  });

  test('a backlog goes in Bundles, and what someone enters now does not wait for it', async () => {
    desk.fault = () => 'offline';
    await pass(10_000);
    const count = batchSize + 10;
    const starts = [...world.central.slots.values()].slice(0, count);
    const bookings = starts.map((slot, i) =>
      intent({
        kind: 'book',
        visit: aVisit({
          id: randomUUID(),
          version: 0,
          slotId: slot.id,
          startsAt: slot.startsAt,
          patientId: `p${i}`,
          bookedBy: 'import',
          referral: null,
        }),
        patient: aPatient({ id: `p${i}`, pesel: null, version: 0 }),
      }),
    );
    desk.store.journal.append(bookings);
    desk.fault = () => 'none';
    const { send, sendBatch } = desk.gateway;
    const sent: number[] = [];
    desk.gateway.send = (...args) => {
      sent.push(1);
      return send(...args);
    };
    desk.gateway.sendBatch = (items) => {
      sent.push(items.length);
      return sendBatch(items);
    };
    const entered = intent({ kind: 'save-setting', name: 'notice', value: 'closed' });
    desk.store.journal.append([entered]);
    void desk.engine.kick();
    await pass(5_000);
    expect(desk.store.journal.counts()).toMatchObject({ confirmed: count + 1, pending: 0 });
    expect(sent.toSorted((a, b) => b - a)[0]).toBe(batchSize);
    expect(sent.length).toBeLessThan(8);
    expect(world.central.events.findIndex(({ intentId }) => intentId === entered.id)).toBeLessThan(5);
  });

  test('kicking tries at once instead of waiting for the backoff', async () => {
    desk.fault = () => 'offline';
    await pass(120_000);
    const booking = book();
    desk.store.journal.append([booking]);
    await pass(1_000);
    desk.fault = () => 'none';
    const kicked = desk.engine.kick();
    await pass(1_000);
    await kicked;
    expect(stateOf(booking)).toBe('confirmed');
  });
});

describe('when central says wait or who are you', () => {
  test('429: nothing is sent before the pause is over', async () => {
    const booking = book();
    let sends = 0;
    desk.gateway.notices = false;
    const send = desk.gateway.send;
    desk.gateway.send = (...args) => {
      sends += 1;
      return sends === 1 ? Promise.resolve({ kind: 'retry', status: 429, retryAfterMs: 30_000 }) : send(...args);
    };
    desk.store.journal.append([booking]);
    await pass(29_000);
    expect([sends, stateOf(booking)]).toEqual([1, 'pending']);
    await pass(2_000);
    expect([sends, stateOf(booking)]).toEqual([2, 'confirmed']);
  });

  test('a clock that is set back meanwhile does not make the pause last for days', async () => {
    const booking = book();
    desk.gateway.notices = false;
    const send = desk.gateway.send;
    let sends = 0;
    desk.gateway.send = (...args) => {
      sends += 1;
      return sends === 1 ? Promise.resolve({ kind: 'retry', status: 429, retryAfterMs: 30_000 }) : send(...args);
    };
    desk.store.journal.append([booking]);
    await pass(5_000);
    desk.moveClock(-3 * 86_400_000);
    await pass(60_000);
    expect([sends, stateOf(booking)]).toEqual([2, 'confirmed']);
  });

  test('401: the queue stands, nothing is lost, and a sign-in lets it go on', async () => {
    desk.fault = () => 'unauthorised';
    const booking = book();
    desk.store.journal.append([booking]);
    await pass(300_000);
    expect(desk.engine.status()).toMatchObject({ connection: 'unauthorised', queue: { waiting: 1 } });
    desk.fault = () => 'none';
    const kicked = desk.engine.kick();
    await pass(1_000);
    await kicked;
    expect(stateOf(booking)).toBe('confirmed');
  });
});

describe('giving up', () => {
  test('what never left this computer ends here, also offline', async () => {
    desk.fault = () => 'offline';
    const booking = book();
    desk.store.journal.append([booking]);
    await pass(500);
    expect(await desk.engine.withdraw(booking.id, { author: 'Ewa', reason: 'wrong patient' })).toEqual({ kind: 'withdrawn' });
    expect(shown()).toEqual([]);
  });

  test('an unknown one is voided at central, so that its late arrival is refused', async () => {
    const booking = book();
    desk.fault = once('arrive-late', 'none');
    desk.store.journal.append([booking]);
    await pass(100);
    expect(stateOf(booking)).toBe('unknown');
    const withdrawing = desk.engine.withdraw(booking.id, { author: 'Ewa', reason: 'patient left' });
    await pass(200);
    expect(await withdrawing).toEqual({ kind: 'withdrawn' });
    await pass(60_000);
    expect(world.central.visits.size).toBe(0);
    expect(stateOf(booking)).toBe('withdrawn');
  });

  test('comes too late when central has done it', async () => {
    const booking = book();
    desk.fault = once('lose-reply', 'none');
    desk.gateway.notices = false;
    desk.store.journal.append([booking]);
    await pass(100);
    const withdrawing = desk.engine.withdraw(booking.id, { author: 'Ewa', reason: 'patient left' });
    await pass(200);
    expect(await withdrawing).toEqual({ kind: 'too-late' });
    expect(stateOf(booking)).toBe('confirmed');
  });

  test('offline an unknown one cannot be given up', async () => {
    const booking = book();
    desk.fault = once('lose-reply', 'offline');
    desk.store.journal.append([booking]);
    await pass(100);
    const withdrawing = desk.engine.withdraw(booking.id, { author: 'Ewa', reason: 'patient left' });
    await pass(200);
    expect(await withdrawing).toEqual({ kind: 'offline' });
    expect(stateOf(booking)).toBe('unknown');
  });

  test('takes later acts on the same visit along and closes the task', async () => {
    world.central.act({
      kind: 'book',
      visit: aVisit({ id: randomUUID(), slotId: slotAt(eight), startsAt: eight }),
      patient: aPatient({ id: randomUUID(), pesel: null }),
    });
    const booking = book();
    const moving = move({ baseIntentId: booking.id });
    desk.store.journal.append([booking, moving]);
    await pass(2_000);
    await desk.engine.withdraw(booking.id, { author: 'Ewa', reason: 'patient left' });
    await pass(2_000);
    expect([stateOf(booking), stateOf(moving)]).toEqual(['withdrawn', 'withdrawn']);
    expect([...world.central.tasks.values()]).toMatchObject([{ state: 'done', resolution: 'withdrawn' }]);
  });

  test('I2: the task about a refused act cannot be given up before the act', async () => {
    world.central.act({
      kind: 'book',
      visit: aVisit({ id: randomUUID(), slotId: slotAt(eight), startsAt: eight }),
      patient: aPatient({ id: randomUUID(), pesel: null }),
    });
    const booking = book();
    desk.store.journal.append([booking]);
    desk.fault = once('none', 'throttle');
    await pass(200);
    const [opening] = desk.store.journal.list(['pending']);
    expect([stateOf(booking), opening?.intent.act.kind]).toEqual(['parked', 'open-task']);
    const by = { author: 'Ewa', reason: 'not needed' };
    expect(await desk.engine.withdraw(opening?.intent.id ?? '', by)).toEqual({ kind: 'not-open' });
    expect(await desk.engine.withdraw(booking.id, by)).toEqual({ kind: 'withdrawn' });
  });

  test('closing the task at another desk gives the intent up here', async () => {
    world.central.act({
      kind: 'book',
      visit: aVisit({ id: randomUUID(), slotId: slotAt(eight), startsAt: eight }),
      patient: aPatient({ id: randomUUID(), pesel: null }),
    });
    const booking = book();
    const moving = move({ baseIntentId: booking.id });
    desk.store.journal.append([booking, moving]);
    await pass(2_000);
    const [task] = [...world.central.tasks.values()];
    world.central.act({ kind: 'close-task', taskId: task?.id ?? '', resolution: 'patient-called' });
    await pass(2_000);
    expect([stateOf(booking), stateOf(moving)]).toEqual(['withdrawn', 'withdrawn']);
  });

  test('I2: what builds on an act is not forgotten when the voiding was done and its answer lost', async () => {
    const booking = book();
    const moving = move({ baseIntentId: booking.id });
    const faults: Fault[] = ['lose-reply', 'arrive-late'];
    desk.fault = () => faults.pop() ?? 'none';
    desk.store.journal.append([booking, moving]);
    await pass(100);
    const withdrawing = desk.engine.withdraw(booking.id, { author: 'Ewa', reason: 'patient left' });
    await pass(200);
    expect(await withdrawing).toEqual({ kind: 'offline' });
    await pass(120_000);
    expect([stateOf(booking), stateOf(moving)]).toEqual(['withdrawn', 'withdrawn']);
  });
});

describe('I2: a full disk', () => {
  test('an answer that cannot be written is written when there is room again, and nothing is sent twice', async () => {
    const booking = book();
    desk.store.journal.append([booking]);
    await pass(10);
    desk.diskIsFull = true;
    await pass(20_000);
    expect(stateOf(booking)).toBe('sending');
    expect(world.central.visits.size).toBe(1);
    desk.diskIsFull = false;
    await pass(10_000);
    expect(stateOf(booking)).toBe('confirmed');
    expect(shown()).toMatchObject([{ truth: 'confirmed' }]);
    expect(world.central.effects.get(booking.id)).toBe(1);
  });

  test('nothing is sent that cannot be noted as sent', async () => {
    desk.diskIsFull = true;
    const booking = book();
    desk.store.journal.append([booking]);
    await pass(20_000);
    expect([stateOf(booking), world.central.visits.size]).toEqual(['pending', 0]);
    desk.diskIsFull = false;
    await pass(10_000);
    expect(stateOf(booking)).toBe('confirmed');
  });

  test('a task that is closed at another desk while only the journal is full still gives the intent up', async () => {
    world.central.act({
      kind: 'book',
      visit: aVisit({ id: randomUUID(), slotId: slotAt(eight), startsAt: eight }),
      patient: aPatient({ id: randomUUID(), pesel: null }),
    });
    const booking = book();
    desk.store.journal.append([booking]);
    await pass(2_000);
    expect(stateOf(booking)).toBe('parked');
    const { journal } = desk.store;
    const { transition } = journal;
    journal.transition = () => {
      throw new Error('disk full');
    };
    const [task] = [...world.central.tasks.values()];
    world.central.act({ kind: 'close-task', taskId: task?.id ?? '', resolution: 'patient-called' });
    await pass(20_000);
    journal.transition = transition;
    await pass(120_000);
    expect(stateOf(booking)).toBe('withdrawn');
  });
});

describe('a new life of central', () => {
  test('confirmed acts that it does not know are sent again, in order', async () => {
    const restore = world.central.backup();
    const booking = book();
    const moving = move({ baseIntentId: booking.id });
    desk.store.journal.append([booking, moving]);
    await pass(3_000);
    expect(stateOf(moving)).toBe('confirmed');
    restore();
    expect(world.central.visits.size).toBe(0);
    await pass(60_000);
    expect(desk.store.copy.position()?.epoch).toBe('epoch-2');
    expect([stateOf(booking), stateOf(moving)]).toEqual(['confirmed', 'confirmed']);
    expect(shown()).toEqual([{ id: aVisit().id, starts_at: twentyPast, version: 2, truth: 'confirmed' }]);
  });

  test('what it does know is not sent again', async () => {
    const booking = book();
    desk.store.journal.append([booking]);
    await pass(3_000);
    world.central.backup()();
    await pass(60_000);
    expect(stateOf(booking)).toBe('confirmed');
    expect(world.central.effects.get(booking.id)).toBe(1);
    expect(shown()).toMatchObject([{ truth: 'confirmed' }]);
  });

  test('an answer of a life in between, which the copy never stood in, is not taken for one of the present', async () => {
    world.central.backup()();
    const restore = world.central.backup();
    world.listeners.clear();
    const booking = book();
    desk.store.journal.append([booking]);
    await pass(10);
    const { journal } = desk.store;
    const { transition } = journal;
    journal.transition = () => {
      throw new Error('disk full');
    };
    await pass(1_000);
    expect([world.central.visits.size, desk.store.copy.position()?.epoch]).toEqual([1, 'epoch-1']);
    restore();
    await pass(60_000);
    expect([world.central.visits.size, desk.store.copy.position()?.epoch]).toEqual([0, 'epoch-3']);
    journal.transition = transition;
    await pass(60_000);
    expect(stateOf(booking)).toBe('confirmed');
    expect(world.central.visits.size).toBe(1);
    expect(shown()).toMatchObject([{ truth: 'confirmed' }]);
  });
});

describe('central time', () => {
  test('is our clock and the offset, kept over a restart without network', async () => {
    desk.gateway.offsetMs = 3_600_000;
    expect(desk.engine.time.now()).toBe('2026-11-23T08:00:02Z');
    desk.cutPower();
    desk.restart();
    expect(desk.engine.time.offsetMs()).toBe(3_600_000);
  });
});

test('stopping waits for what is under way', async () => {
  const booking = book();
  desk.store.journal.append([booking]);
  await pass(10);
  const stopped = desk.engine.stop();
  await pass(100);
  await stopped;
  expect(stateOf(booking)).toBe('confirmed');
});
