import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandResult } from '../contract/views.ts';
import { aContact, aPatient, aSchedule, aSlot, scheduleId } from '../domain/test-builders.ts';
import { bookVisit } from './book-visit.ts';
import { readDay } from './calendar-queries.ts';
import { cancelVisit } from './cancel-visit.ts';
import { moveVisit } from './move-visit.ts';
import { type TestDesk, testDesk } from './test-desk.ts';

/**
 * Whatever people do at one desk while central is silent:
 * - I1: a slot has at most one active visit, and shows as taken exactly while it has one;
 * - I2, I3: each accepted act is in the journal exactly once, however often it is repeated, a refused one not at all;
 * - what an accepted act said is what the screen shows.
 */
const date = '2026-11-30';
const slots = ['07:00', '07:20', '07:40', '08:00'].map((time) =>
  aSlot({ startsAt: `${date}T${time}:00Z`, kind: 'continuation' }),
);
const patients = [aPatient(), aPatient({ id: randomUUID(), pesel: '52073111110', familyName: 'Żak' })];

const acts = fc.array(
  fc.record({
    act: fc.constantFrom('book', 'book', 'move', 'cancel'),
    slot: fc.nat(slots.length - 1),
    patient: fc.nat(patients.length - 1),
    visit: fc.nat(5),
    repeated: fc.boolean(),
  }),
  { maxLength: 20 },
);

let desk: TestDesk;
beforeEach(() => {
  desk = testDesk();
});
afterEach(() => desk.remove());

describe('any sequence of acts', () => {
  it('keeps the invariants of the desk', () => {
    fc.assert(
      fc
        .property(acts, (steps) => {
          const visitIds: string[] = [];
          let accepted = 0;
          for (const step of steps) {
            const perform = prepared(step, visitIds);
            const result = perform();
            if (step.repeated) expect(perform().ok).toBe(result.ok);
            if (result.ok) accepted++;
            expect(desk.intents()).toHaveLength(accepted);
            checkDay();
          }
        })
        .beforeEach(() => {
          desk.remove();
          desk = testDesk();
          desk.fed(
            { entity: 'schedule', key: scheduleId, row: aSchedule({ weekly: [] }) },
            ...patients.map((row) => ({ entity: 'patient', key: row.id, row }) as const),
            ...slots.map((row) => ({ entity: 'slot', key: row.id, row }) as const),
          );
        }),
      { numRuns: 40 },
    );
  });
});

type Step = { act: string; slot: number; patient: number; visit: number };

function prepared(step: Step, visitIds: string[]): () => CommandResult {
  const intentId = randomUUID();
  const slotId = slots[step.slot]?.id ?? '';
  const visitId = visitIds[step.visit] ?? randomUUID();
  if (step.act === 'move') return () => moveVisit(desk, { intentId, visitId, slotId, seenVersion: 0, supersedes: null });
  if (step.act === 'cancel') {
    return () => cancelVisit(desk, { intentId, visitId, seenVersion: 0, reason: 'other', by: 'patient' });
  }
  const newVisitId = randomUUID();
  visitIds.push(newVisitId);
  return () =>
    bookVisit(desk, {
      intentId,
      visitId: newVisitId,
      slotId,
      patient: null,
      patientId: patients[step.patient]?.id ?? '',
      contact: aContact(),
      kind: 'continuation',
      category: null,
      entitlement: null,
      referral: null,
      note: null,
      supersedes: null,
    });
}

function checkDay(): void {
  const day = readDay(desk, date);
  const column = day.columns[0];
  const onSlots = (column?.visits ?? []).map((visit) => visit.slotId);
  expect(new Set(onSlots).size).toBe(onSlots.length);
  const taken = (column?.slots ?? []).filter((slot) => slot.state === 'taken').map((slot) => slot.id);
  expect(new Set(taken)).toEqual(new Set(onSlots));
  expect(day).toMatchObject({ booked: onSlots.length, free: slots.length - onSlots.length });
}
