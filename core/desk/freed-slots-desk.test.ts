import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aPatient, aSchedule, aSlot, aVisit, scheduleId } from '../domain/test-builders.ts';
import { callAboutFreed, readFreedSlots, turnFreedSlots } from './freed-slots.ts';
import { moveVisit } from './move-visit.ts';
import { readTasks } from './task-view.ts';
import { type TestDesk, testDesk } from './test-desk.ts';

// The desk's clock stands at Monday 23 November 2026, 9:00 UTC.
const near = aSlot({ startsAt: '2026-11-25T09:00:00Z' });
const far = aSlot({ startsAt: '2026-11-25T09:20:00Z' });
const laterSlot = aSlot({ startsAt: '2026-12-02T09:00:00Z' });
const visit = aVisit({ slotId: laterSlot.id, startsAt: laterSlot.startsAt, kind: 'first', status: 'booked' });

let desk: TestDesk;
beforeEach(() => {
  desk = testDesk();
  desk.fed(
    { entity: 'schedule', key: scheduleId, row: aSchedule({ weekly: [] }) },
    { entity: 'patient', key: aPatient().id, row: aPatient() },
    { entity: 'visit', key: visit.id, row: visit },
    ...[near, far, laterSlot].map((row) => ({ entity: 'slot', key: row.id, row }) as const),
  );
});
afterEach(() => desk.remove());

const call = (outcome: 'reached' | 'not-reached' = 'not-reached') => ({
  intentId: randomUUID(),
  slotId: near.id,
  visitId: visit.id,
  outcome,
  laterAt: null,
});

describe('R34: freed slots', () => {
  it('lists the slot of 48 h 0 min and not the next one, with the patient who could come sooner', () => {
    expect(readFreedSlots(desk)).toMatchObject({
      on: true,
      hours: 48,
      slots: [{ slot: { id: near.id }, candidates: [{ visitId: visit.id, patientId: aPatient().id, calls: [] }] }],
    });
    expect(readFreedSlots(desk).slots).toHaveLength(1);
  });

  it('a call is logged for all desks; repeating it logs it once; it is no task', () => {
    const input = call();
    callAboutFreed(desk, input);
    callAboutFreed(desk, input);
    callAboutFreed(desk, call('reached'));
    const [freed] = readFreedSlots(desk).slots;
    expect(freed?.candidates[0]?.calls.map(({ outcome }) => outcome)).toEqual(['not-reached', 'reached']);
    expect(desk.intents().map(({ act }) => act.kind)).toEqual(['open-task', 'change-task', 'change-task']);
    expect([...readTasks(desk, 'open', 10), ...readTasks(desk, 'done', 10)]).toEqual([]);
  });

  it('I8: calling holds nothing; the move goes through the normal rules, and the slot leaves the list', () => {
    callAboutFreed(desk, call('reached'));
    expect(readFreedSlots(desk).slots[0]?.slot.state).toBe('free');
    const move = { intentId: randomUUID(), visitId: visit.id, slotId: near.id, seenVersion: visit.version, supersedes: null };
    expect(moveVisit(desk, move)).toMatchObject({ ok: true });
    expect(readFreedSlots(desk).slots).toEqual([]);
  });

  it('is off where the clinic has turned it off, and on again', () => {
    turnFreedSlots(desk, { intentId: randomUUID(), on: false });
    expect(readFreedSlots(desk)).toMatchObject({ on: false, slots: [] });
    turnFreedSlots(desk, { intentId: randomUUID(), on: true });
    expect(readFreedSlots(desk).slots).toHaveLength(1);
  });
});
