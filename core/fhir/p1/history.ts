/**
 * The clinic's stream as P1 would have to tell it: `GET _history`, a history Bundle in order of the changes. The cursor of its
 * `next` link is where the page ends, `total` the last change of all. Numbers that a page leaves out changed nothing we hold.
 */
import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4';
import { parsePosition, positionToText } from '../intent-fate.ts';
import { isKeyedType, keyIdentifier } from '../keys.ts';
import * as read from '../read.ts';
import { eventsToBundle, type Position, type SentChange, type SentEvent } from '../subscription-status.ts';
import { extension } from '../systems.ts';
import { p1Facts } from './p1-facts.ts';

export const cursorParameter = '_cursor';

/** `events` null = only where the stream stands. */
export function historyBundle(base: string, position: Position, since: number, events: readonly SentEvent[] | null): Bundle {
  const end = events === null ? position.event : (events.at(-1)?.event ?? since);
  const entry = (events ?? []).flatMap((event) => event.changes.map((change) => entryOf(event, change)));
  const cursor = encodeURIComponent(positionToText({ epoch: position.epoch, event: end }));
  return {
    resourceType: 'Bundle',
    type: 'history',
    total: position.event,
    link: [{ relation: 'next', url: `${base}/${p1Facts.history.value}?${cursorParameter}=${cursor}` }],
    ...(entry.length > 0 ? { entry } : {}),
  };
}

/** Where the stream stands, and where this page ends. */
export function positionsOf(body: unknown): { last: Position; end: Position } | null {
  if (!read.isObject(body) || body.resourceType !== 'Bundle' || body.type !== 'history') return null;
  const bundle = body as unknown as Bundle;
  const next = read.text(read.items(bundle.link).find(({ relation }) => relation === 'next')?.url);
  const cursor = next?.split(`${cursorParameter}=`)[1]?.split('&')[0];
  const end = cursor === undefined ? null : parsePosition(decodeURIComponent(cursor));
  const total = read.wholeNumber(bundle.total);
  return end === null || total === null ? null : { last: { epoch: end.epoch, event: total }, end };
}

/** The page in the form that the rest of the desk reads; null when it is none. */
export function bundleOfHistory(body: unknown, since: number, clinicId: string): Bundle | null {
  const positions = positionsOf(body);
  if (positions === null) return null;
  const events = new Map<number, SentEvent>();
  for (const entry of read.items((body as Bundle).entry)) {
    const number = read.wholeNumber(read.extensionOf(entry, extension.event)?.valueInteger);
    const change = changeOf(entry);
    const at = read.instant(entry.response?.lastModified);
    if (number === null || change === null || at === null) return null;
    const event = events.get(number) ?? { event: number, at, intentId: intentOf(entry), changes: [] };
    event.changes.push(change);
    events.set(number, event);
  }
  return eventsToBundle(clinicId, positions.last, withoutGaps(events, since, positions.end.event));
}

function withoutGaps(events: Map<number, SentEvent>, since: number, end: number): SentEvent[] {
  const all: SentEvent[] = [];
  const anyTime = [...events.values()][0]?.at ?? '1970-01-01T00:00:00Z';
  for (let event = since + 1; event <= end; event++) {
    all.push(events.get(event) ?? { event, at: anyTime, intentId: null, changes: [] });
  }
  return all;
}

function entryOf({ event, at, intentId }: SentEvent, { type, id, key, resource }: SentChange): BundleEntry {
  return {
    extension: [
      { url: extension.event, valueInteger: event },
      ...(intentId === null ? [] : [{ url: extension.intent, valueString: intentId }]),
      ...(resource === null ? [{ url: extension.deleted, valueIdentifier: keyIdentifier(type, key) }] : []),
    ],
    ...(resource === null ? {} : { resource }),
    request: { method: resource === null ? 'DELETE' : 'PUT', url: `${type}/${id}` },
    response: { status: resource === null ? '204' : '200', lastModified: at },
  };
}

const intentOf = (entry: BundleEntry) => read.text(read.extensionOf(entry, extension.intent)?.valueString);

function changeOf(entry: BundleEntry): SentChange | null {
  const [type, id] = (read.text(entry.request?.url) ?? '').split('/');
  if (!isKeyedType(type) || !id) return null;
  if (entry.request?.method !== 'DELETE') {
    return entry.resource ? { type, id, key: id, resource: entry.resource as FhirResource } : null;
  }
  const key = read.text(read.extensionOf(entry, extension.deleted)?.valueIdentifier?.value);
  return { type, id, key: key ?? id, resource: null };
}
