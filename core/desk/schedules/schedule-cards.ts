import type { ScheduleCard, ScheduleDraft } from '../../contract/schedule-views.ts';
import { rebaseSchedule } from '../../domain/rebase-schedule.ts';
import type { Schedule } from '../../domain/schedule.ts';
import { localDateOf } from '../../domain/time.ts';
import type { DeskContext } from '../desk-context.ts';
import { inColumnOrder, scheduleView } from '../schedule-view.ts';
import { scheduleOf, type VisitRow } from '../view-rows.ts';

/** Grafiki: all schedules with what is booked on them, and refused publications that wait for a decision. */
export function readScheduleCards(desk: DeskContext): ScheduleCard[] {
  const now = desk.time.now();
  const today = localDateOf(now);
  const active = desk.reads.activeVisitsFrom(today);
  const refused = refusedPublications(desk);
  const offered = desk.reads.offeredSlotIds(active.flatMap(({ slot_id }) => (slot_id === null ? [] : [slot_id])));
  const shown = desk.reads.schedules().map((row): ScheduleCard => {
    const schedule = scheduleOf(row);
    const visits = active.filter((visit) => visit.schedule_id === schedule.id);
    const ahead = visits.filter(({ starts_at }) => Date.parse(starts_at) > Date.parse(now));
    return {
      view: scheduleView(schedule),
      schedule,
      truth: row.truth,
      outsideSchedule: ahead.filter(({ slot_id }) => slot_id === null || !offered.has(slot_id)).length,
      booked: perDate(visits),
      refused: refused.get(schedule.id)?.(schedule) ?? null,
    };
  });
  const ids = new Set(shown.map(({ schedule }) => schedule.id));
  // A new schedule that central refused is in no copy, and must not be lost from sight (I2).
  const lost = [...refused].filter(([id]) => !ids.has(id)).flatMap(([id]) => refusedNew(desk, id) ?? []);
  return [...shown, ...lost].sort((a, b) => inColumnOrder(a.view, b.view));
}

function perDate(visits: readonly VisitRow[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { local_date } of visits) counts[local_date] = (counts[local_date] ?? 0) + 1;
  return counts;
}

type RefusedOn = (current: Schedule) => NonNullable<ScheduleCard['refused']>;

function refusedPublications(desk: DeskContext): Map<string, RefusedOn> {
  const bySchedule = new Map<string, RefusedOn>();
  for (const { intent, lastOutcome } of desk.store.journal.list(['parked'])) {
    const { act } = intent;
    if (act.kind !== 'publish') continue;
    bySchedule.set(act.schedule.id, (current) => ({
      intentId: intent.id,
      refusals: lastOutcome?.kind === 'refused' ? lastOutcome.refusals : [],
      waiting: desk.store.journal.dependants(intent.id).length,
      rebased: draftOf({ ...current, ...rebaseSchedule(act.before ?? null, act.schedule, current) }),
    }));
  }
  return bySchedule;
}

function refusedNew(desk: DeskContext, scheduleId: string): ScheduleCard | null {
  const entry = desk.store.journal
    .list(['parked'])
    .find(({ intent: { act } }) => act.kind === 'publish' && act.schedule.id === scheduleId);
  if (entry?.intent.act.kind !== 'publish') return null;
  const { act } = entry.intent;
  const { stops: _refused, ...definition } = act.schedule;
  const schedule: Schedule = { ...definition, version: 0, revision: 0, weekly: [], exceptions: [], overrides: [] };
  return {
    view: scheduleView(schedule),
    schedule,
    truth: 'refused',
    outsideSchedule: 0,
    booked: {},
    refused: {
      intentId: entry.intent.id,
      refusals: entry.lastOutcome?.kind === 'refused' ? entry.lastOutcome.refusals : [],
      waiting: desk.store.journal.dependants(entry.intent.id).length,
      rebased: draftOf({ ...act.schedule, version: 0, revision: 0 }),
    },
  };
}

function draftOf({ version, revision, clinicId: _own, ...definition }: Schedule): ScheduleDraft {
  return { ...definition, seenVersion: version, seenRevision: revision };
}
