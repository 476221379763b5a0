/** R5: P1 is fed with dates, not with templates, so a publication carries every slot. */
import type { Bundle, Schedule as FhirSchedule, Slot as FhirSlot } from 'fhir/r4';
import type { Slot } from '../../domain/schedule.ts';
import { publishedRange, slotsFor } from '../../domain/slots-for.ts';
import { addDays, localDateOf } from '../../domain/time.ts';
import * as read from '../read.ts';
import { scheduleFromFhir } from '../schedule.ts';
import { slotToFhir } from '../slot.ts';
import { p1Facts } from './p1-facts.ts';

/** `today`: local date by central's clock. null when the resource holds no schedule of ours. */
export function publicationBundle(resource: FhirSchedule, query: string, today: string): Bundle<FhirSchedule | FhirSlot> | null {
  const slots = slotsFrom(resource, null, today);
  if (slots === null) return null;
  return {
    resourceType: 'Bundle',
    type: p1Facts.publicationBundle.value,
    entry: [
      { resource, request: { method: 'PUT', url: `Schedule?${query}` } },
      ...slots.map((slot) => ({
        resource: slotToFhir(slot, 'free'),
        request: { method: 'PUT' as const, url: `Slot/${slot.id}` },
      })),
    ],
  };
}

/** The schedule and its address; `wrong`: the slots are not those of its template. null when the Bundle is no publication. */
export function publicationOf(body: unknown, today: string): { resource: FhirSchedule; url: string } | { wrong: 'Slot' } | null {
  if (!read.isObject(body) || body.type !== p1Facts.publicationBundle.value) return null;
  const [first, ...others] = read.items((body as unknown as Bundle<FhirSchedule | FhirSlot>).entry);
  if (first?.resource?.resourceType !== 'Schedule') return null;
  const sent = others.flatMap(({ resource }) => (resource?.resourceType === 'Slot' ? [resource] : []));
  const url = read.text(first.request?.url);
  const starts = sent.flatMap(({ start }) => read.instant(start) ?? []).toSorted();
  // It may have been made yesterday: what it says of days that are over by now is right too.
  const expected = slotsFrom(first.resource, starts[0] ? localDateOf(starts[0]) : addDays(today, 1), today);
  if (url === null || expected === null) return null;
  return isSame(sent, expected, addDays(today, comparedDays)) ? { resource: first.resource, url } : { wrong: 'Slot' };
}

/** Shorter than any publication may reach (`publishedRange`), which depends on the day when it was made. */
const comparedDays = 700;

function isSame(sent: readonly FhirSlot[], expected: readonly Slot[], until: string): boolean {
  const starts = new Map(sent.filter(({ start }) => start < until).map(({ id, start }) => [id, start]));
  const compared = expected.filter(({ startsAt }) => startsAt < until);
  return starts.size === compared.length && compared.every(({ id, startsAt }) => starts.get(id) === startsAt);
}

function slotsFrom(resource: FhirSchedule, from: string | null, today: string): Slot[] | null {
  const schedule = scheduleFromFhir(resource);
  if (schedule === null) return null;
  const range = publishedRange(schedule, today);
  return slotsFor(schedule, from === null ? range : { ...range, from });
}
