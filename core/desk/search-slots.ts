import type { z } from 'zod';
import type { SearchView } from '../contract/search-views.ts';
import type { searchSlots as searchInput } from '../contract/waiting-inputs.ts';
import { coveredCode } from '../domain/policy-values.ts';
import { addDays, localDateOf } from '../domain/time.ts';
import { connectionOf, type DeskContext } from './desk-context.ts';
import { placed } from './placed.ts';

/** R11, R12, R19: free first-visit slots of every clinic, or the offer of the waiting room. Only central knows them. */
export async function searchSlots(desk: DeskContext, input: z.infer<typeof searchInput>): Promise<SearchView> {
  const today = localDateOf(desk.time.now());
  const windowTo = addDays(today, windowOf(desk, input.clinicCodes, today));
  const nothing = { windowTo, days: [], waitingRoom: null, truncated: false };
  if (!desk.central || connectionOf(desk) !== 'online') return { ...nothing, live: false };
  const { clinicId } = desk.central;
  const answer = await desk.central.gateway.search({ ...input, from: today, to: windowTo, limit: input.limit + 1 });
  if (answer.kind !== 'ok') return { ...nothing, live: false };
  const { slots, waitingRoom } = answer.value;
  const shown = slots.slice(0, input.limit).map(({ slot, clinicId: of, clinicName, town, distanceKm, actorName }) => ({
    id: slot.id,
    scheduleId: slot.scheduleId,
    kind: slot.kind,
    mode: slot.mode,
    room: of === clinicId ? slot.room : null,
    state: 'free' as const,
    overbooked: slot.overbooked,
    ...placed(slot.startsAt, slot.durationMinutes),
    service: slot.service,
    clinicCode: slot.clinicCode,
    clinicId: of,
    clinicName,
    town,
    distanceKm,
    actorName,
    here: of === clinicId,
  }));
  const byDay = Map.groupBy(shown, ({ localStart }) => localStart.slice(0, 10));
  return {
    windowTo,
    days: [...byDay].map(([date, daySlots]) => ({ date, slots: daySlots })),
    waitingRoom,
    truncated: slots.length > input.limit,
    live: true,
  };
}

/** R11, R38: the longest of what is asked for. */
function windowOf(desk: DeskContext, clinicCodes: readonly string[], today: string): number {
  const policy = desk.policy();
  const exam = clinicCodes.some((code) => (coveredCode(policy, code, today)?.service ?? 'cardiology') !== 'cardiology');
  return exam ? policy.examWindowDays : policy.searchWindowDays;
}
