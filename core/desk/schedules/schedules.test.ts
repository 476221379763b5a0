import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ScheduleDraft } from '../../contract/schedule-views.ts';
import { withAbsence } from '../../domain/edit-days.ts';
import type { Schedule } from '../../domain/schedule.ts';
import { slotsFor } from '../../domain/slots-for.ts';
import { aPatient, aSchedule, aStop, aVisit, weeklyHours } from '../../domain/test-builders.ts';
import type { Visit } from '../../domain/visit.ts';
import type { Outcome } from '../../sync/ports.ts';
import { readDay } from '../calendar-queries.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { batchPart } from './batch-part.ts';
import { checkSchedules } from './check-schedules.ts';
import { giveUpPublication } from './give-up-publication.ts';
import { type PublishSchedules, publishSchedules } from './publish-schedules.ts';
import { readScheduleCards } from './schedule-cards.ts';
import { undoPublication } from './undo-publication.ts';

const patient = aPatient();
const nowak = aSchedule({ version: 3 });
const other = aSchedule({
  id: '77777777-7777-4777-8777-777777777777',
  actor: { id: '88888888-8888-4888-8888-888888888888', kind: 'practitioner', name: 'lek. Jan Zając', npwz: null },
  weekly: [weeklyHours({ weekday: 2, room: '7', startsAt: '12:00', endsAt: '13:00', firstEvery: 1 })],
});
/** Monday 30 November at 8:00, 8:20 (a continuation) and 9:00. */
const visits = (['07:00', '07:20', '08:00'] as const).map((time, index) =>
  aVisit({
    id: `4444444${index}-4444-4444-8444-444444444444`,
    startsAt: `2026-11-30T${time}:00Z`,
    kind: index === 1 ? 'continuation' : 'first',
    referral: { key: `${index + 1}`.repeat(44), code: null, clinicCodes: null },
  }),
);
const [first, continuation, third] = visits as [Visit, Visit, Visit];

let desk: TestDesk;
beforeEach(() => {
  desk = testDesk();
  desk.fed(
    ...[nowak, other].map((row) => ({ entity: 'schedule', key: row.id, row }) as const),
    { entity: 'patient', key: patient.id, row: patient },
    ...visits.map((row) => ({ entity: 'visit', key: row.id, row }) as const),
  );
});
afterEach(() => desk.remove());

const draft = (schedule: Schedule, some: Partial<ScheduleDraft> = {}): ScheduleDraft => {
  const { id, actor, clinicCode, service, weekly, exceptions, overrides } = schedule;
  return {
    id,
    actor,
    clinicCode,
    service,
    weekly,
    exceptions,
    overrides,
    seenVersion: schedule.version,
    seenRevision: schedule.revision,
    ...some,
  };
};
const absent = draft(nowak, { exceptions: withAbsence([], { from: '2026-11-30', to: '2026-12-04' }, 'urlop') });
const publish = (some: Partial<PublishSchedules> = {}): PublishSchedules => ({
  batchId: randomUUID(),
  drafts: [absent],
  decisions: [],
  reason: null,
  ...some,
});
const decided = (): PublishSchedules => {
  const { affected } = checkSchedules(desk, [absent]);
  const slotId = affected[0]?.suggestedSlotId ?? '';
  return publish({
    decisions: [
      { decision: 'move', visitId: first.id, slotId },
      { decision: 'cancel', visitId: continuation.id, reason: 'practitioner-absent' },
      { decision: 'keep', visitId: third.id },
    ],
  });
};
const codes = (result: ReturnType<typeof publishSchedules>) => (result.ok ? [] : result.refusals.map(({ code }) => code));
const applied = (versions: Record<string, number>): Outcome => ({
  kind: 'applied',
  position: { epoch: 'epoch-1', event: 99 },
  versions,
  aliases: {},
});
const stale: Outcome = { kind: 'refused', status: 412, refusals: [{ code: 'stale-version' }], current: null };

describe('checking a leave', () => {
  it('R9, R10: lists every visit of those days, with the nearest slots that fit', () => {
    const { affected, whatIf, slots } = checkSchedules(desk, [absent]);
    expect(affected.map(({ visit, why }) => [visit.id, why])).toEqual(visits.map(({ id }) => [id, 'absence']));
    expect(affected[0]?.proposals[0]?.localStart).toBe('2026-12-01T12:00');
    expect(affected[0]?.cancelReason).toBe('practitioner-absent');
    expect(new Set(affected.map(({ suggestedSlotId }) => suggestedSlotId)).size).toBe(3);
    expect(whatIf).toEqual({ movable: 3, toWaitingRoom: 0, toCall: 0 });
    expect(slots).toEqual([expect.objectContaining({ removed: 6, added: 0 })]);
  });

  it('what if nobody can move: first visits fall back to the waiting room, continuations have to be called', () => {
    const both = [draft(nowak, { weekly: [] }), draft(other, { weekly: [] })];
    expect(checkSchedules(desk, both).whatIf).toEqual({ movable: 0, toWaitingRoom: 2, toCall: 1 });
  });

  it('R33, R34: tells where new slots go', () => {
    const more = draft(nowak, { weekly: [...nowak.weekly, weeklyHours({ weekday: 3, firstEvery: 1, validTo: '2026-11-30' })] });
    // Wednesday 25 November, 8:00: 47 hours ahead.
    expect(checkSchedules(desk, [more]).freed).toEqual([
      { goesTo: 'live-search', count: 6, firstLocalStart: '2026-11-25T08:00' },
    ]);
  });

  it('names rooms that two doctors share', () => {
    const clash = draft(nowak, {
      weekly: [...nowak.weekly, weeklyHours({ weekday: 2, startsAt: '12:30', endsAt: '14:00', room: '7' })],
    });
    expect(checkSchedules(desk, [clash]).conflicts).toEqual([
      expect.objectContaining({ kind: 'room', room: '7', from: '12:30', to: '13:00' }),
    ]);
  });

  it('R31: an exam can be kept or cancelled, never moved', () => {
    desk.fed({ entity: 'visit', key: first.id, row: { ...first, version: 2, service: 'mammography', clinicCode: 'MMG' } });
    const hit = checkSchedules(desk, [absent]).affected.find(({ visit }) => visit.id === first.id);
    expect(hit).toMatchObject({ proposals: [], suggestedSlotId: null });
    expect(hit?.moveRefusals.map(({ code }) => code)).toContain('exam-not-movable');
  });
});

describe('publishing', () => {
  it('R9: writes schedule, move and cancellation as one batch, in that order, each waiting for the schedule', () => {
    const input = decided();
    expect(publishSchedules(desk, input)).toMatchObject({ ok: true, kept: 1, moved: 1, cancelled: 1 });
    const intents = desk.intents();
    const publication = batchPart(input.batchId, 'publish', nowak.id);
    expect(intents.map(({ act, baseIntentId }) => [act.kind, baseIntentId])).toEqual([
      ['publish', null],
      ['move', publication],
      ['cancel', publication],
    ]);
    expect(intents[0]).toMatchObject({ seenVersion: 3, act: { schedule: { revision: 2 }, before: { revision: 1 } } });
    expect(desk.store.journal.ready(Date.now(), 10).map(({ intent }) => intent.act.kind)).toEqual(['publish']);
  });

  it('shows at once: the day is empty but for the kept visit, which is marked as outside the schedule', () => {
    publishSchedules(desk, decided());
    const [column] = readDay(desk, '2026-11-30').columns;
    expect(column?.slots).toEqual([]);
    expect(column?.visits.map(({ id, gaps }) => [id, gaps])).toEqual([[third.id, ['outside-schedule']]]);
    expect(readScheduleCards(desk).find(({ schedule }) => schedule.id === nowak.id)).toMatchObject({
      outsideSchedule: 1,
      truth: 'local',
    });
  });

  it('the same batch twice is one', () => {
    const input = decided();
    publishSchedules(desk, input);
    expect(publishSchedules(desk, input).ok).toBe(true);
    expect(desk.intents()).toHaveLength(3);
  });

  it('R9: refuses while a visit is undecided, and says which', () => {
    const result = publishSchedules(desk, { ...decided(), decisions: [{ decision: 'keep', visitId: first.id }] });
    expect(result).toMatchObject({ ok: false, undecided: [continuation.id, third.id] });
    expect(codes(result)).toEqual(['visits-undecided']);
    expect(desk.intents()).toEqual([]);
  });

  it('I1: two visits cannot be given one slot', () => {
    const input = decided();
    const slotId = checkSchedules(desk, [absent]).affected[0]?.suggestedSlotId ?? '';
    const decisions = input.decisions.map((each) =>
      each.visitId === third.id ? { decision: 'move' as const, visitId: third.id, slotId } : each,
    );
    expect(codes(publishSchedules(desk, { ...input, decisions }))).toContain('slot-taken');
  });

  it('R14: first slots become continuation slots only with a reason', () => {
    const drafts = [draft(other, { weekly: other.weekly.map((hours) => ({ ...hours, firstEvery: 0 })) })];
    expect(codes(publishSchedules(desk, publish({ drafts })))).toEqual(['reason-missing']);
    expect(publishSchedules(desk, publish({ drafts, reason: 'dużo kontroli po zabiegach' })).ok).toBe(true);
    expect(desk.intents()[0]?.reason).toBe('dużo kontroli po zabiegach');
  });

  it('a draft begun before somebody else published is stale', () => {
    desk.fed({ entity: 'schedule', key: nowak.id, row: { ...nowak, version: 4, revision: 2 } });
    expect(codes(publishSchedules(desk, decided()))).toEqual(['stale-version']);
  });

  it('faults of the hours are told before anything else happens', () => {
    const drafts = [draft(other, { weekly: [weeklyHours(), weeklyHours()] })];
    expect(codes(publishSchedules(desk, publish({ drafts })))).toEqual(['hours-overlap']);
    expect(checkSchedules(desk, drafts).faults).toEqual([
      { scheduleId: other.id, refusals: [expect.objectContaining({ code: 'hours-overlap' })] },
    ]);
  });

  it('a schedule for a new doctor', () => {
    const made = draft({ ...other, id: randomUUID(), version: 0, revision: 0, weekly: [weeklyHours({ weekday: 5 })] });
    expect(publishSchedules(desk, publish({ drafts: [made] })).ok).toBe(true);
    expect(readDay(desk, '2026-11-27').columns.map(({ schedule }) => schedule.id)).toEqual([made.id]);
  });
});

describe('the way back', () => {
  it('nothing has left: all is withdrawn, and everything is as it was', async () => {
    const before = readDay(desk, '2026-11-30');
    const input = decided();
    publishSchedules(desk, input);
    const result = await undoPublication(desk, { batchId: input.batchId, scheduleIds: [nowak.id], undoId: randomUUID() });
    expect(result.ok).toBe(true);
    expect(desk.intents().map(({ id }) => desk.entry(id).state)).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
    expect(readDay(desk, '2026-11-30')).toEqual(before);
  });

  it('central has done it: a compensating batch, the schedule first', async () => {
    const input = decided();
    publishSchedules(desk, input);
    const [publication, move, cancel] = desk.intents().map(({ id }) => id) as [string, string, string];
    desk.answer(publication, applied({ [`schedule:${nowak.id}`]: 4 }));
    desk.answer([move, cancel], applied({}));
    const undo = { batchId: input.batchId, scheduleIds: [nowak.id], undoId: randomUUID() };
    expect((await undoPublication(desk, undo)).ok).toBe(true);
    const back = desk.intents().slice(3);
    expect(back.map(({ act }) => act.kind)).toEqual(['publish', 'move', 'book']);
    expect(back[0]).toMatchObject({ baseIntentId: publication, act: { schedule: { revision: 3, exceptions: [] } } });
    expect(back[1]?.act).toMatchObject({ slotId: first.slotId, visitId: first.id });
    expect(back[2]?.act).toMatchObject({ visit: { slotId: continuation.slotId, status: 'booked', version: 0 } });
    expect(readDay(desk, '2026-11-30').columns[0]?.visits.map(({ localStart }) => localStart.slice(11))).toEqual([
      '08:00',
      '08:20',
      '09:00',
    ]);
    // Again: the same undo.
    await undoPublication(desk, undo);
    expect(desk.intents()).toHaveLength(6);
  });

  it('is refused when somebody has published since', async () => {
    const input = decided();
    publishSchedules(desk, input);
    const [publication] = desk.intents();
    desk.answer(publication?.id ?? '', applied({ [`schedule:${nowak.id}`]: 4 }));
    desk.fed({ entity: 'schedule', key: nowak.id, row: { ...nowak, version: 5, revision: 3 } });
    expect(await undoPublication(desk, { batchId: input.batchId, scheduleIds: [nowak.id], undoId: randomUUID() })).toMatchObject({
      ok: false,
      refusals: [{ code: 'stale-version' }],
    });
  });
});

describe('central refuses the publication', () => {
  function refusedBatch() {
    const input = decided();
    publishSchedules(desk, input);
    const publication = batchPart(input.batchId, 'publish', nowak.id);
    desk.answer(publication, stale);
    return publication;
  }

  it('its moves and cancellations wait, unseen and unsent, with one task', () => {
    refusedBatch();
    expect(readDay(desk, '2026-11-30').columns[0]?.visits).toHaveLength(3);
    expect(desk.store.journal.ready(Date.now(), 10).map(({ intent }) => intent.act.kind)).toEqual(['open-task']);
    expect(readScheduleCards(desk)[0]?.refused).toMatchObject({ waiting: 2, refusals: [{ code: 'stale-version' }] });
  });

  it('what it wanted comes back as a draft over what was published meanwhile; the waiting acts go', async () => {
    const intentId = refusedBatch();
    const theirs = { ...nowak, version: 4, revision: 2, weekly: [...nowak.weekly, weeklyHours({ weekday: 4 })] };
    desk.fed({ entity: 'schedule', key: nowak.id, row: theirs });
    const card = readScheduleCards(desk).find(({ schedule }) => schedule.id === nowak.id);
    expect(card?.refused?.rebased).toMatchObject({
      weekly: theirs.weekly,
      exceptions: absent.exceptions,
      seenVersion: 4,
      seenRevision: 2,
    });
    expect((await giveUpPublication(desk, intentId)).ok).toBe(true);
    expect(
      desk
        .intents()
        .slice(0, 3)
        .map(({ id }) => desk.entry(id).state),
    ).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
    const again = card?.refused?.rebased as ScheduleDraft;
    expect(publishSchedules(desk, { ...decided(), drafts: [again] }).ok).toBe(true);
    expect(slotsFor({ ...theirs, ...again }, { from: '2026-11-30', to: '2026-12-03' })).toEqual([]);
  });
});

describe('R9, R38: a stop of a mobile unit under booked visits', () => {
  const there = aStop({ from: '2026-11-28', to: '2026-11-30' });
  const unit = aSchedule({ version: 4, clinicCode: 'MMG', service: 'mammography', stops: [there] });
  const exam = { clinicCode: 'MMG', service: 'mammography' as const, kind: 'first' as const, referral: null };
  beforeEach(() => {
    desk.fed(
      { entity: 'schedule', key: unit.id, row: unit },
      ...visits.map((row) => ({ entity: 'visit', key: row.id, row: { ...row, ...exam, version: 2 } }) as const),
    );
  });
  const moved = () => draft(unit, { stops: [{ ...there, town: 'Bochnia', address: 'ul. Solna 2' }] });

  it('is shown with both places; each visit must be decided about', () => {
    const { affected, slots } = checkSchedules(desk, [moved()]);
    expect(affected.map(({ visit, why, place }) => [visit.id, why, place])).toEqual(
      visits.map(({ id }) => [id, 'other-place', { from: 'Wieliczka, Rynek Górny 1', to: 'Bochnia, ul. Solna 2' }]),
    );
    expect(slots).toMatchObject([{ added: 0, removed: 0 }]);
    const batch = { batchId: randomUUID(), drafts: [moved()], decisions: [], reason: null };
    expect(publishSchedules(desk, batch)).toMatchObject({ ok: false, refusals: [{ code: 'visits-undecided' }] });
  });

  it('that goes leaves the unit at its clinic', () => {
    expect(checkSchedules(desk, [draft(unit, { stops: [] })]).affected[0]?.place).toEqual({
      from: 'Wieliczka, Rynek Górny 1',
      to: null,
    });
  });

  it('another day concerns nobody', () => {
    const added = aStop({ from: '2026-12-07', to: '2026-12-07' });
    expect(checkSchedules(desk, [draft(unit, { stops: [there, added] })]).affected).toEqual([]);
  });

  it('is published with what was decided; taken back, the visits that stayed are named, so that nobody gets a task', async () => {
    const batchId = randomUUID();
    const decisions = visits.map(({ id }) => ({ decision: 'keep' as const, visitId: id }));
    expect(publishSchedules(desk, { batchId, drafts: [moved()], decisions, reason: null })).toMatchObject({ ok: true, kept: 3 });
    const publication = () => desk.store.journal.get(batchPart(batchId, 'publish', unit.id));
    const act = publication()?.intent.act;
    expect(act?.kind === 'publish' && [act.schedule.stops?.[0]?.town, act.decided?.length]).toEqual(['Bochnia', 3]);
    const undoId = randomUUID();
    desk.answer(publication()?.intent.id ?? '', applied({ [`schedule:${unit.id}`]: 5 }));
    await undoPublication(desk, { batchId, scheduleIds: [unit.id], undoId });
    const back = desk.store.journal.get(batchPart(undoId, 'publish', unit.id))?.intent.act;
    expect(back?.kind === 'publish' && [back.schedule.stops, back.decided?.map(({ decision }) => decision)]).toEqual([
      [there],
      ['keep', 'keep', 'keep'],
    ]);
  });
});
