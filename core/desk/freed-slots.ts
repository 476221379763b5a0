import { v5 } from 'uuid';
import type { z } from 'zod';
import type { FreedCandidate, FreedSlot, FreedSlots } from '../contract/acts-views.ts';
import type { callFreed as callFreedInput, turnFreed as turnFreedInput } from '../contract/inputs.ts';
import type { CommandResult } from '../contract/views.ts';
import { couldTake, inCallOrder, isLeftToTheClinic } from '../domain/late-slots.ts';
import { displayName } from '../domain/name.ts';
import { maskPhone } from '../domain/phone.ts';
import type { Slot } from '../domain/schedule.ts';
import { type DeskTask, plainTask } from '../domain/task.ts';
import { addDays, localDateOf } from '../domain/time.ts';
import type { Visit } from '../domain/visit.ts';
import type { DeskContext } from './desk-context.ts';
import { actorNameOf } from './patient-view.ts';
import { localMinuteOf } from './placed.ts';
import { newIntent, record } from './record.ts';
import { refused } from './refused.ts';
import { holdsOf, slotView } from './slot-view.ts';
import { patientOf, type SlotRow, slotOf, taskOf, visitOf } from './view-rows.ts';
import { wholeSecond } from './whole-second.ts';

const settingName = 'freed-slots';
/** Ids follow from the slot, so that two desks that begin to call write one log. Never change it. */
const namespace = '6f3f0a52-6a0e-5a7c-9a40-5f0f6f1b9d10';
const mostSlots = 40;
const mostCandidates = 12;
/** Nobody is called about a visit that is further away. */
const lookAheadDays = 120;

/** R34: what a visit that was given back late leaves free, and whom to call. Nothing is held (I8): whoever books first has it. */
export function readFreedSlots(desk: DeskContext): FreedSlots {
  const hours = desk.policy().shortNoticeHours;
  if (!isOn(desk)) return { on: false, hours, slots: [] };
  const free = lateSlots(desk);
  if (free.length === 0) return { on: true, hours, slots: [] };
  const visits = laterVisits(desk);
  return { on: true, hours, slots: free.map((row) => freedSlot(desk, row, visits)) };
}

function lateSlots(desk: DeskContext): SlotRow[] {
  const now = desk.time.now();
  const policy = desk.policy();
  const today = localDateOf(now);
  const last = addDays(today, Math.ceil(policy.shortNoticeHours / 24) + 1);
  const facts = {
    taken: desk.reads.takenSlotIds(today, last),
    heldBack: desk.store.overlay.heldBack().slots,
    holdOn: holdsOf(desk),
    now,
  };
  return desk.reads
    .slotsBetween(today, last)
    .filter((row) => isLeftToTheClinic(slotOf(row), now, policy) && slotView(row, facts).state === 'free')
    .sort((a, b) => (a.starts_at < b.starts_at ? -1 : 1))
    .slice(0, mostSlots);
}

function laterVisits(desk: DeskContext): Visit[] {
  const today = localDateOf(desk.time.now());
  const held = desk.store.overlay.heldBack().patients;
  return desk.reads
    .visitsBetween(today, addDays(today, lookAheadDays))
    .filter((row) => row.status === 'booked' && row.service === 'cardiology' && !held.has(row.patient_id))
    .map(visitOf)
    .sort(inCallOrder);
}

function freedSlot(desk: DeskContext, row: SlotRow, visits: Visit[]): FreedSlot {
  const slot: Slot = slotOf(row);
  const facts = { taken: new Set<string>(), heldBack: new Set<string>(), holdOn: () => null, now: desk.time.now() };
  const known = desk.reads.task(logId(row.id));
  const calls = known ? taskOf(known).calls : [];
  const fitting = visits.filter((visit) => couldTake(visit, slot)).slice(0, mostCandidates);
  return {
    slot: slotView(row, facts),
    actorName: actorNameOf(desk, row.schedule_id),
    clinicCode: row.clinic_code,
    candidates: fitting.flatMap((visit): FreedCandidate[] => {
      const patientRow = desk.reads.patient(visit.patientId);
      if (!patientRow) return [];
      return [
        {
          visitId: visit.id,
          version: visit.version,
          patientId: visit.patientId,
          patientName: displayName(patientOf(patientRow)),
          phone: maskedPhone(visit.contact.phone ?? patientOf(patientRow).contact.phone),
          localStart: localMinuteOf(visit.startsAt),
          urgent: visit.category === 'urgent',
          entitled: visit.entitlement !== null,
          submittedAt: visit.bookedAt,
          calls: calls.filter((call) => call.visitId === visit.id),
        },
      ];
    }),
  };
}

/** Logs a call about a freed slot, for every desk to see: nobody is asked twice. */
export function callAboutFreed(desk: DeskContext, input: z.infer<typeof callFreedInput>): CommandResult {
  const { intentId, slotId, visitId, outcome } = input;
  const accepted: CommandResult = { ok: true, intentId, notes: [] };
  if (desk.store.journal.get(intentId)) return accepted;
  if (!desk.reads.slot(slotId)) return refused({ code: 'slot-gone' });
  if (outcome === 'later' && input.laterAt === null) return refused({ code: 'invalid', path: 'laterAt' });
  const taskId = logId(slotId);
  const laterAt = outcome === 'later' && input.laterAt !== null ? wholeSecond(input.laterAt) : null;
  const opening = desk.reads.task(taskId) ? null : newIntent(desk, { id: openingId(desk, slotId), act: openLog(desk, slotId) });
  const baseIntentId = opening?.id ?? desk.store.overlay.newestIntentOn(`task:${taskId}`);
  const call = { id: intentId, outcome, laterAt, visitId };
  const act = { kind: 'change-task', taskId, change: { kind: 'call', call } } as const;
  desk.store.journal.append([...(opening ? [opening] : []), newIntent(desk, { id: intentId, act, baseIntentId })]);
  return accepted;
}

/** A log, nothing to settle: it is born done and stands in no list of tasks. */
function openLog(desk: DeskContext, slotId: string): { kind: 'open-task'; task: DeskTask } {
  const at = wholeSecond(desk.time.now());
  const log = { kind: 'freed-slot', slotId, state: 'done', closedAt: at, resolution: 'log' } as const;
  const task = { ...plainTask, refusals: [], calls: [], ...log, id: logId(slotId), originDesk: desk.deskId, openedAt: at };
  return { kind: 'open-task', task };
}

/** For the whole clinic. */
export function turnFreedSlots(desk: DeskContext, { intentId, on }: z.infer<typeof turnFreedInput>): CommandResult {
  if (desk.store.journal.get(intentId)) return { ok: true, intentId, notes: [] };
  const act = { kind: 'save-setting', name: settingName, value: { on } } as const;
  const known = desk.reads.setting(settingName);
  const baseIntentId = desk.store.overlay.newestIntentOn(`setting:${settingName}`);
  return record(desk, newIntent(desk, { id: intentId, act, seenVersion: known?.version ?? null, baseIntentId }), []);
}

function isOn(desk: DeskContext): boolean {
  const row = desk.reads.setting(settingName);
  return row === null || (JSON.parse(row.body) as { on?: boolean } | null)?.on !== false;
}

const logId = (slotId: string) => v5(`freed/${slotId}`, namespace);
const openingId = (desk: DeskContext, slotId: string) => v5(`open/${slotId}/${desk.deskId}`, namespace);

const maskedPhone = (phone: string | null) => phone && maskPhone(phone);
