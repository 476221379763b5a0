/**
 * Finds each patient the earliest free slot that matches (R23). A search looks only into the lists of its clinic codes and of
 * the places it allows, jumps over what is taken, and over days and hours that are not wanted.
 */
import { instantMsOf, minuteOfDay } from '../wall-clock.ts';
import { allowedDays, type DayRange, dayOf } from './allowed-days.ts';
import type { AssignmentRules, Candidate, OpenSlot, Place } from './candidate.ts';
import { isWantedPlace, scopeKey } from './place-scope.ts';
import { dayFacts, indexSlots, SlotList } from './slot-index.ts';

export interface SlotMatcher {
  /** By start, then id. */
  readonly slots: readonly OpenSlot[];
  /** The earliest free slot that matches, taken from now on; null = none. */
  take(candidate: Candidate): OpenSlot | null;
  /** The same without taking it. `isOut`: place, in the order of all slots, of one that is not to be had either. */
  find(candidate: Candidate, isOut?: (place: number) => boolean): OpenSlot | null;
}

interface Wish {
  candidate: Candidate;
  isOut: ((place: number) => boolean) | undefined;
}

/** Lists of single places are merged into one when a search allows more than this many. */
const mostPlaces = 40;

export function slotMatcher(openSlots: readonly OpenSlot[], rules: AssignmentRules): SlotMatcher {
  const index = indexSlots(openSlots);
  const { slots, startMs, day, minute, taken } = index;
  const places = [...new Set(openSlots.map(({ place }) => place))];
  const placeNumber = new Map(places.map((place, number) => [place, number]));
  const ofCode = grouped(slots, ({ clinicCode }) => clinicCode);
  const ofPlace = grouped(slots, ({ clinicCode, place }) => `${clinicCode}|${placeNumber.get(place)}`);
  const scopes = new Map<string, { places: Place[]; lists: Map<string, SlotList[]> }>();
  /** Made when the first patient asks for a practitioner. */
  let ofActor: Map<string, SlotList> | null = null;
  const earliestMs = Date.parse(rules.now) + rules.shortNoticeHours * 3_600_000 + 1;
  const lastDay = rules.windowTo === null ? Number.POSITIVE_INFINITY : dayOf(rules.windowTo);

  function grouped(all: readonly OpenSlot[], keyOf: (slot: OpenSlot) => string): Map<string, SlotList> {
    const groups = new Map<string, number[]>();
    for (let i = 0; i < all.length; i++) {
      const key = keyOf(all[i] as OpenSlot);
      const group = groups.get(key);
      if (group) group.push(i);
      else groups.set(key, [i]);
    }
    return new Map([...groups].map(([key, items]) => [key, new SlotList(index, items)]));
  }

  function listsFor({ criteria }: Candidate, code: string): SlotList[] {
    if (criteria.actorIds.length > 0) {
      ofActor ??= grouped(slots, (slot) => `${slot.clinicCode}|${slot.actorId}`);
      return present(criteria.actorIds.map((actor) => ofActor?.get(`${code}|${actor}`)));
    }
    const key = scopeKey(criteria);
    if (key === '') return present([ofCode.get(code)]);
    let scope = scopes.get(key);
    if (scope === undefined) {
      const wanted = places.filter((place) => isWantedPlace(place, criteria, rules.townCentre));
      scope = { places: wanted, lists: new Map() };
      scopes.set(key, scope);
    }
    let lists = scope.lists.get(code);
    if (lists === undefined) {
      lists = present(scope.places.map((place) => ofPlace.get(`${code}|${placeNumber.get(place)}`)));
      if (lists.length > mostPlaces) lists = [merged(lists)];
      scope.lists.set(code, lists);
    }
    return lists;
  }

  function merged(lists: readonly SlotList[]): SlotList {
    const all = new Int32Array(lists.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const { items } of lists) {
      all.set(items, at);
      at += items.length;
    }
    return new SlotList(index, all.sort());
  }

  /** Place in the order of all slots, or -1. */
  function earliest(candidate: Candidate, isOut?: (place: number) => boolean): number {
    const { criteria } = candidate;
    const from = criteria.from === null ? Number.NEGATIVE_INFINITY : dayOf(criteria.from);
    const to = Math.min(lastDay, criteria.to === null ? Number.POSITIVE_INFINITY : dayOf(criteria.to));
    let best = -1;
    for (const code of candidate.clinicCodes) {
      for (const allowed of allowedDays(code, candidate.birthDate, rules.coveredCodes)) {
        const range = { from: Math.max(from, allowed.from), to: Math.min(to, allowed.to) };
        if (range.from > range.to) continue;
        for (const list of listsFor(candidate, code)) {
          const found = earliestIn(list, range, { candidate, isOut }, best);
          if (found >= 0) best = found;
        }
      }
    }
    return best;
  }

  /** The first match in a list that comes before `best` (-1 = any). */
  function earliestIn(list: SlotList, range: DayRange, { candidate, isOut }: Wish, best: number): number {
    const { weekdays, fromTime, toTime, actorIds } = candidate.criteria;
    const fromMinute = fromTime === null ? 0 : minuteOfDay(fromTime);
    const toMinute = toTime === null ? 1440 : minuteOfDay(toTime);
    const { cancelledSlotIds } = candidate;
    const beginning = Number.isFinite(range.from) ? Math.max(earliestMs, dayFacts(range.from).startMs) : earliestMs;
    let place = list.firstFree(list.firstAt(beginning));
    while (place < list.length) {
      const i = list.items[place] as number;
      if (best >= 0 && i >= best) return -1;
      const on = day[i] as number;
      if (on > range.to) return -1;
      const at = minute[i] as number;
      if (weekdays.length > 0 && !weekdays.includes(dayFacts(on).weekday as (typeof weekdays)[number])) {
        place = list.firstFree(list.firstAt(dayFacts(on + 1).startMs));
      } else if (at < fromMinute) {
        const hour = instantMsOf(dayFacts(on).date, fromMinute);
        place = list.firstFree(hour > (startMs[i] as number) ? list.firstAt(hour) : place + 1);
      } else if (at > toMinute) {
        place = list.firstFree(dayFacts(on).hasDoubleHour ? place + 1 : list.firstAt(dayFacts(on + 1).startMs));
      } else if (cancelledSlotIds.length > 0 && cancelledSlotIds.includes((slots[i] as OpenSlot).id)) {
        place = list.firstFree(place + 1);
      } else if (actorIds.length > 0 && !isWantedPlace((slots[i] as OpenSlot).place, candidate.criteria, rules.townCentre)) {
        place = list.firstFree(place + 1);
      } else if (isOut?.(i)) {
        place = list.firstFree(place + 1);
      } else {
        return i;
      }
    }
    return -1;
  }

  return {
    slots,
    take(candidate) {
      const i = earliest(candidate);
      if (i < 0) return null;
      taken[i] = 1;
      return slots[i] as OpenSlot;
    },
    find(candidate, isOut) {
      const i = earliest(candidate, isOut);
      return i < 0 ? null : (slots[i] as OpenSlot);
    },
  };
}

const present = (lists: (SlotList | undefined)[]): SlotList[] => lists.filter((list) => list !== undefined);
