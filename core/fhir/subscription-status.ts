/**
 * The feed on the wire (Subscriptions R5 Backport): a history Bundle whose first entry is the SubscriptionStatus (in R4 a
 * Parameters resource) and whose other entries are, one for each `focus` of each event and in that order, the resource or
 * a DELETE. A focus names id and key, so that a deletion is found by key.
 */
import type { Bundle, BundleEntry, FhirResource, Parameters, ParametersParameter, Reference } from 'fhir/r4';
import { type Change, changeOf, type Entity, entityOf } from './change.ts';
import { type SlotNews, slotNewsOf } from './hold.ts';
import { keyOfReference, referenceTo, typeOfReference } from './keys.ts';
import { partOf, partsOf, textOfPart } from './parameters.ts';
import * as read from './read.ts';
import type { KeyedType } from './systems.ts';

export interface Position {
  epoch: string;
  event: number;
}

/** What central puts into the stream. `id` is central's, `key` the desk's; `resource` null = deleted. */
export interface SentChange {
  type: KeyedType;
  id: string;
  key: string;
  resource: FhirResource | null;
}

export interface SentEvent {
  event: number;
  at: string;
  intentId: string | null;
  changes: SentChange[];
}

export interface ReceivedEvent {
  event: number;
  at: string;
  intentId: string | null;
  changes: Change[];
  /** I8: slots that someone has begun or ceased to keep. */
  slots?: SlotNews[];
}

export interface ReceivedPage {
  epoch: string;
  /** Number of the last event of the stream, which may lie beyond this page. */
  last: number;
  events: ReceivedEvent[];
  /** `Type/<id>` of resources that should have become rows but lack what we need. */
  unreadable: string[];
}

export function eventsToBundle(clinicId: string, position: Position, events: readonly SentEvent[]): Bundle {
  const status = statusParameters(clinicId, position, 'query-event');
  for (const event of events) status.parameter?.push(notification(event));
  const first: BundleEntry = {
    fullUrl: 'urn:uuid:00000000-0000-0000-0000-000000000000',
    resource: status,
    request: { method: 'GET', url: `Subscription/clinic-${clinicId}/$status` },
    response: { status: '200' },
  };
  return {
    resourceType: 'Bundle',
    type: 'history',
    entry: [first, ...events.flatMap((event) => event.changes.map(changeEntry))],
  };
}

/** `$status`: where the stream stands. */
export function statusParameters(clinicId: string, position: Position, type: 'query-status' | 'query-event'): Parameters {
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'subscription', valueReference: { reference: `Subscription/clinic-${clinicId}` } },
      { name: 'status', valueCode: 'active' },
      { name: 'type', valueCode: type },
      { name: 'epoch', valueString: position.epoch },
      { name: 'events-since-subscription-start', valueString: String(position.event) },
    ],
  };
}

export function parseStatus(body: unknown): Position | null {
  const epoch = textOfPart(partOf(body, 'epoch'));
  const event = numberOfPart(partOf(body, 'events-since-subscription-start'));
  return epoch === null || event === null ? null : { epoch, event };
}

/** null when the page is not what we asked for: then nothing of it may be applied (events have no gaps). */
export function parseEvents(body: unknown): ReceivedPage | null {
  if (!read.isObject(body) || body.resourceType !== 'Bundle' || body.type !== 'history') return null;
  const [first, ...rest] = read.items((body as unknown as Bundle).entry);
  const position = parseStatus(first?.resource);
  if (position === null) return null;
  const page: ReceivedPage = { epoch: position.epoch, last: position.event, events: [], unreadable: [] };
  let next = 0;
  for (const part of partsOf(first?.resource, 'notification-event')) {
    const focuses = namedParts(part, 'focus').map((focus) => focus.valueReference);
    const event = parseEvent(part, focuses, rest.slice(next, next + focuses.length), page.unreadable);
    if (event === null) return null;
    page.events.push(event);
    next += focuses.length;
  }
  return next === rest.length ? page : null;
}

function parseEvent(
  part: ParametersParameter,
  focuses: (Reference | undefined)[],
  entries: BundleEntry[],
  unreadable: string[],
): ReceivedEvent | null {
  const event = numberOfPart(namedParts(part, 'event-number')[0]);
  const at = read.instant(namedParts(part, 'timestamp')[0]?.valueInstant);
  if (event === null || at === null || entries.length !== focuses.length) return null;
  const changes: Change[] = [];
  const slots = entries.flatMap((entry) => slotNewsOf(entry.resource) ?? []);
  for (const [index, entry] of entries.entries()) {
    const change = parseEntry(entry, focuses[index]);
    if (change === null) return null;
    if (change === 'unreadable') unreadable.push(read.text(entry.request?.url) ?? 'unknown');
    else if (change !== 'ignored') changes.push(change);
  }
  return { event, at, intentId: textOfPart(namedParts(part, 'intent')[0]), changes, ...(slots.length > 0 && { slots }) };
}

function parseEntry(entry: BundleEntry, focus: Reference | undefined): Change | 'ignored' | 'unreadable' | null {
  if (!read.isObject(focus) || entry.request?.url !== (focus as Reference).reference) return null;
  if (entry.request?.method !== 'DELETE') return changeOf(entry.resource);
  const type = typeOfReference(focus);
  const entity: Entity | null = entityOf(type);
  if (entity === null) return 'ignored';
  const key = keyOfReference(focus, type as KeyedType);
  return key === null ? 'unreadable' : ({ entity, key, row: null } as Change);
}

function notification(event: SentEvent): ParametersParameter {
  const part: ParametersParameter[] = [
    { name: 'event-number', valueString: String(event.event) },
    { name: 'timestamp', valueInstant: event.at },
    ...event.changes.map((change) => ({ name: 'focus', valueReference: referenceTo(change.type, change.key, change.id) })),
  ];
  if (event.intentId !== null) part.push({ name: 'intent', valueString: event.intentId });
  return { name: 'notification-event', part };
}

function changeEntry(change: SentChange): BundleEntry {
  const url = `${change.type}/${change.id}`;
  if (change.resource === null) return { request: { method: 'DELETE', url }, response: { status: '204' } };
  return { resource: change.resource, request: { method: 'PUT', url }, response: { status: '200' } };
}

const namedParts = (part: ParametersParameter, name: string) => read.items(part.part).filter((item) => item.name === name);

/** The IG sends 64-bit numbers as strings; small ones may come as numbers. */
function numberOfPart(part: ParametersParameter | undefined): number | null {
  const given = part?.valueString ?? part?.valueUnsignedInt ?? part?.valueInteger ?? part?.valueDecimal;
  const value = typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : given;
  const whole = read.wholeNumber(value);
  return whole !== null && whole >= 0 ? whole : null;
}
