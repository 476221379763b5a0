import { byText } from './date-order.ts';
import type { Policy } from './policy.ts';
import type { Slot } from './schedule.ts';
import { addDays, localDateOf } from './time.ts';
import type { Visit } from './visit.ts';
import { bookingWindow } from './window.ts';

export interface ProposalFacts {
  /** Free after the publication, of any schedule of the clinic. */
  free: readonly Slot[];
  now: string;
  policy: Policy;
}

/** Continuations may be moved to any date (R14); nobody looks further than this from the old one. */
const continuationDays = 60;

/**
 * R9: the slots to which a visit may move, nearest to its old time first. R11, R14, R38: a first visit stays inside the window
 * and on first-visit slots; R16: in person; R31: an exam is not moved at all.
 */
export function proposalsFor(visit: Visit, { free, now, policy }: ProposalFacts): Slot[] {
  if (visit.service !== 'cardiology') return [];
  const { from, to } = daysFor(visit, now, policy);
  const at = Date.parse(visit.startsAt);
  return free
    .filter((slot) => fits(visit, slot) && slot.startsAt > now && inDays(slot.startsAt, from, to))
    .map((slot) => ({ slot, distance: Math.abs(Date.parse(slot.startsAt) - at) }))
    .sort((a, b) => a.distance - b.distance || byText(a.slot.startsAt, b.slot.startsAt) || byText(a.slot.id, b.slot.id))
    .map(({ slot }) => slot);
}

/**
 * One slot for each visit, none twice: the urgent first, then by the old time, so that whoever comes soonest is served soonest.
 * A visit without any is not in the answer.
 */
export function shareProposals(visits: readonly Visit[], proposals: ReadonlyMap<string, readonly Slot[]>): Map<string, Slot> {
  const given = new Set<string>();
  const shared = new Map<string, Slot>();
  const rank = ({ category }: Visit) => (category === 'urgent' ? 0 : 1);
  for (const visit of visits.toSorted((a, b) => rank(a) - rank(b) || Date.parse(a.startsAt) - Date.parse(b.startsAt))) {
    const slot = proposals.get(visit.id)?.find(({ id }) => !given.has(id));
    if (!slot) continue;
    given.add(slot.id);
    shared.set(visit.id, slot);
  }
  return shared;
}

function fits(visit: Visit, slot: Slot): boolean {
  if (slot.service !== visit.service || slot.clinicCode !== visit.clinicCode || slot.kind !== visit.kind) return false;
  return (
    slot.payer === 'nfz' &&
    !slot.overbooked &&
    (visit.kind === 'continuation' || slot.mode === 'in-person') &&
    slot.id !== visit.slotId
  );
}

/** Local dates, inclusive. */
function daysFor(visit: Visit, now: string, policy: Policy): { from: string; to: string } {
  const window = bookingWindow(policy, visit.service, visit.kind, localDateOf(now));
  if (window.to !== null) return { from: window.from, to: window.to };
  const date = localDateOf(visit.startsAt);
  return { from: addDays(date, -continuationDays), to: addDays(date, continuationDays) };
}

/** The zone is asked only at the edges: a whole year of slots is looked through for each visit. Warsaw is ahead of UTC. */
function inDays(startsAt: string, from: string, to: string): boolean {
  const utcDate = startsAt.slice(0, 10);
  if (utcDate >= from && utcDate < to) return true;
  if (utcDate > to || Date.parse(from) - Date.parse(utcDate) > 86_400_000) return false;
  const date = localDateOf(startsAt);
  return from <= date && date <= to;
}
