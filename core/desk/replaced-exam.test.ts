import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandResult } from '../contract/views.ts';
import { aContact, aPatient, aSchedule, aSlot, aVisit, clinicId, scheduleId } from '../domain/test-builders.ts';
import { actRequest } from '../remote/intent-request.ts';
import { type BookVisit, bookVisit } from './book-visit.ts';
import { readDay } from './calendar-queries.ts';
import { readQueue } from './queue-view.ts';
import { readTasks } from './task-view.ts';
import { type TestDesk, testDesk } from './test-desk.ts';
import { visitOf } from './view-rows.ts';
import { withdrawIntent } from './withdraw-intent.ts';

const date = '2026-11-30';
const exam = { service: 'mammography', clinicCode: 'MMG' } as const;
const slotAt = (time: string, some = {}) => aSlot({ startsAt: `${date}T${time}:00Z`, ...exam, ...some });
const [oldSlot, newSlot, takenSlot] = [slotAt('07:00'), slotAt('07:20'), slotAt('07:40')];
const cytologySlot = slotAt('08:00', { service: 'cytology', clinicCode: 'CYT' });
const woman = aPatient({ pesel: '70050512343', birthDate: '1970-05-05', sex: 'female' });
const old = aVisit({ ...exam, slotId: oldSlot.id, startsAt: oldSlot.startsAt, patientId: woman.id, referral: null });

let desk: TestDesk;
beforeEach(() => {
  desk = testDesk();
  desk.fed(
    { entity: 'schedule', key: scheduleId, row: aSchedule({ weekly: [], ...exam }) },
    { entity: 'patient', key: woman.id, row: woman },
    ...[oldSlot, newSlot, takenSlot, cytologySlot].map((row) => ({ entity: 'slot', key: row.id, row }) as const),
    { entity: 'visit', key: old.id, row: old },
  );
});
afterEach(() => desk.remove());

const rebooking = (some: Partial<BookVisit> = {}): BookVisit => ({
  intentId: randomUUID(),
  visitId: randomUUID(),
  slotId: newSlot.id,
  patient: null,
  patientId: woman.id,
  contact: aContact(),
  kind: 'first',
  category: 'stable',
  entitlement: null,
  referral: null,
  note: null,
  supersedes: null,
  replaces: old.id,
  ...some,
});
const codes = (result: CommandResult) => (result.ok ? [] : result.refusals.map(({ code }) => code));
const statusOf = (visitId: string) => {
  const row = desk.reads.visit(visitId);
  return row && visitOf(row).status;
};
const shown = () => readDay(desk, date).columns.flatMap(({ visits }) => visits.map(({ id }) => id));

describe('R31: the date of an exam is changed in one act', () => {
  it('gives the old date up and takes the new one at once, and says both steps', () => {
    const input = rebooking();
    expect(bookVisit(desk, input)).toEqual({
      ok: true,
      intentId: input.intentId,
      notes: ['old-date-until-new', 'slot-to-live-search'],
    });
    expect([statusOf(old.id), statusOf(input.visitId)]).toEqual(['cancelled', 'booked']);
    expect(shown()).toEqual([input.visitId]);
    expect(desk.intents()).toHaveLength(1);
    expect(readQueue(desk)).toMatchObject([{ act: 'rebook' }]);
    // I3
    expect(bookVisit(desk, input)).toMatchObject({ ok: true });
    expect(desk.intents()).toHaveLength(1);
  });

  it('is one call to central, which names the exam that goes', () => {
    bookVisit(desk, rebooking());
    const [intent] = desk.intents();
    if (!intent) throw new Error('nothing was written');
    expect(JSON.stringify(actRequest(intent, clinicId).resource)).toContain(`"name":"replaces","valueIdentifier":`);
    expect(intent.keys).toEqual(expect.arrayContaining([`visit:${old.id}`, `slot:${oldSlot.id}`, `slot:${newSlot.id}`]));
  });

  it('refused by central, the old date stands, and the task books anew in its place', () => {
    const input = rebooking();
    bookVisit(desk, input);
    desk.answer(input.intentId, { kind: 'refused', status: 409, refusals: [{ code: 'slot-taken', rule: 'I1' }], current: null });
    expect([statusOf(old.id), statusOf(input.visitId)]).toEqual(['booked', null]);
    const [task] = readTasks(desk, 'open', 10);
    expect(task?.refused).toMatchObject({ act: 'book', wanted: { replaces: old.id } });
    const anew = rebooking({ slotId: takenSlot.id, supersedes: input.intentId });
    expect(bookVisit(desk, anew)).toMatchObject({ ok: true });
    expect([statusOf(old.id), statusOf(anew.visitId)]).toEqual(['cancelled', 'booked']);
  });

  it('withdrawn before it was sent, the old date stands', async () => {
    const input = rebooking();
    bookVisit(desk, input);
    expect(await withdrawIntent(desk, { intentId: input.intentId, reason: 'pomyłka' })).toMatchObject({ ok: true });
    expect(shown()).toEqual([old.id]);
  });

  it.each<[string, () => Partial<BookVisit>, string]>([
    ['nothing is given up', () => ({ replaces: randomUUID() }), 'not-found'],
    ['it is somebody else’s', () => ({ replaces: fed({ patientId: randomUUID() }) }), 'not-found'],
    ['it is cancelled already', () => ({ replaces: fed({ status: 'cancelled' }) }), 'visit-not-active'],
    ['it is over', () => ({ replaces: fed({ startsAt: '2026-11-20T08:00:00Z' }) }), 'visit-started'],
    ['it is no exam', () => ({ replaces: fed({ service: 'cardiology', clinicCode: '1100' }) }), 'code-mismatch'],
    ['the slot is of another exam', () => ({ slotId: cytologySlot.id }), 'code-mismatch'],
    ['the slot is its own', () => ({ slotId: oldSlot.id }), 'slot-taken'],
  ])('not when %s', (_when, some, code) => {
    expect(codes(bookVisit(desk, rebooking(some())))).toContain(code);
    expect(desk.intents()).toEqual([]);
  });
});

function fed(some: Partial<typeof old>): string {
  const visit = { ...old, id: randomUUID(), slotId: null, ...some };
  desk.fed({ entity: 'visit', key: visit.id, row: visit });
  return visit.id;
}
