import { later } from './date-order.ts';
import type { Schedule, Slot } from './schedule.ts';
import { publishedRange, slotsFor } from './slots-for.ts';
import { instantMsOf, instantText } from './wall-clock.ts';

export interface RepublishFacts {
  /** The definition that is published now; null = this is the schedule's first publication. */
  before: Schedule | null;
  after: Schedule;
  /** The slots that are offered now. */
  offered: readonly Slot[];
  /** Was this slot taken out of the offer? Asked only of slots that both definitions give and that are not offered. */
  isWithdrawn: (slot: Slot) => boolean;
  /** `YYYY-MM-DD` of the publication. */
  today: string;
}

export interface Republished {
  /** The schedule's slots from today on (all of its validity for a first publication). */
  slots: Slot[];
  /** Offered until now, and no longer. */
  gone: Slot[];
  /** Ids of slots that the definition gives and that stay withdrawn (R30). */
  withheld: string[];
}

/**
 * What a publication does to a schedule's slots; the same at central, on the desk's screen and in the manager's preview.
 *
 * - What has passed stays as it was. From today on, whatever the new definition does not give ceases, also beyond its
 *   validity: a template that is cut short takes the later slots away.
 * - R30: a slot that the clinic withdrew with its visit stays withdrawn as long as the definition goes on giving it. It is
 *   offered again once a publication has taken it away and a later one gives it back (the absence was called off), or
 *   when an override of the new definition names it.
 */
export function republish({ before, after, offered, isWithdrawn, today }: RepublishFacts): Republished {
  const range = publishedRange({ ...after, revision: before ? Math.max(2, after.revision) : after.revision }, today);
  const given = slotsFor(after, range);
  const offeredIds = new Set(offered.map(({ id }) => id));
  const withheld = before ? withheldIds(before, after, given, offeredIds, isWithdrawn) : new Set<string>();
  const slots = withheld.size > 0 ? given.filter(({ id }) => !withheld.has(id)) : given;
  const ids = new Set(slots.map(({ id }) => id));
  const from = instantText(instantMsOf(before ? today : range.from, 0));
  return { slots, gone: offered.filter(({ id, startsAt }) => !ids.has(id) && startsAt >= from), withheld: [...withheld] };
}

/**
 * How a desk tells that a slot was withdrawn: it is missing among those that are offered. Slots behind the last one may simply
 * not have been made yet (`publishedRange` ends two years ahead).
 */
export function missingFrom(offered: readonly Slot[]): (slot: Slot) => boolean {
  const ids = new Set(offered.map(({ id }) => id));
  const last = offered.reduce((latest, { startsAt }) => later(latest, startsAt), '');
  return ({ id, startsAt }) => !ids.has(id) && startsAt < last;
}

function withheldIds(
  before: Schedule,
  after: Schedule,
  given: readonly Slot[],
  offeredIds: ReadonlySet<string>,
  isWithdrawn: (slot: Slot) => boolean,
): Set<string> {
  const missing = given.filter((slot) => !offeredIds.has(slot.id) && isWithdrawn(slot));
  const [first] = missing;
  const last = missing.at(-1);
  if (!first || !last) return new Set();
  // One day more on either side: the range speaks of local dates, the slots of UTC.
  const days = { from: shifted(first.startsAt, -1), to: shifted(last.startsAt, 1) };
  const gaveBefore = new Set(slotsFor(before, days).map(({ id }) => id));
  const known = new Set(before.overrides.map((override) => JSON.stringify(override)));
  const named = new Set(
    after.overrides.filter((override) => !known.has(JSON.stringify(override))).map(({ startsAt }) => startsAt),
  );
  return new Set(missing.filter(({ id, startsAt }) => gaveBefore.has(id) && !named.has(startsAt)).map(({ id }) => id));
}

function shifted(instant: string, days: number): string {
  return new Date(Date.parse(instant) + days * 86_400_000).toISOString().slice(0, 10);
}
