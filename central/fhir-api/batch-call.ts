import type { Bundle, BundleEntry, Element, FhirResource } from 'fhir/r4';
import * as read from '../../core/fhir/read.ts';
import { extension } from '../../core/fhir/systems.ts';
import type { Central } from '../central.ts';
import { intentIdOf } from '../writes/intent-id.ts';
import { type FhirAnswer, type FhirCall, invalid, placeOf, versionOfEtag } from './fhir-call.ts';
import { bookCalls } from './write-calls.ts';

export const maxBatchEntries = 500;
/** Bookings that are gathered and done together. */
const bookingsAtOnce = 100;

type Dispatch = (call: FhirCall) => Promise<FhirAnswer>;
interface Item {
  call: FhirCall | null;
  answer: FhirAnswer;
}

/** `POST /fhir` with a Bundle `batch`: each entry by itself, in order; neighbouring bookings share their round trips. */
export async function batchCall(central: Central, call: FhirCall, dispatch: Dispatch): Promise<FhirAnswer> {
  const { body } = call;
  if (!read.isObject(body) || body.resourceType !== 'Bundle' || body.type !== 'batch') return invalid('Bundle.type');
  const entries = read.items((body as unknown as Bundle).entry);
  if (entries.length > maxBatchEntries) return invalid('Bundle.entry', 413);
  const items = entries.map((entry): Item => ({ call: callOf(entry, call), answer: invalid('request') }));
  for (let at = 0; at < items.length; ) {
    const bookings = bookingsFrom(items, at);
    if (bookings.length > 0) {
      const answers = await bookCalls(central, bookings);
      for (const [n, answer] of answers.entries()) (items[at + n] as Item).answer = answer;
      at += bookings.length;
      continue;
    }
    const item = items[at++] as Item;
    if (item.call !== null) item.answer = await dispatch(item.call);
  }
  const last = Math.max(0, ...items.map(({ answer }) => answer.event ?? 0));
  const response: Bundle = { resourceType: 'Bundle', type: 'batch-response', entry: items.map(({ answer }) => entryOf(answer)) };
  return { status: 200, body: JSON.stringify(response), event: last > 0 ? last : null };
}

/** The run of `$book` entries that begins here. */
function bookingsFrom(items: readonly Item[], at: number): FhirCall[] {
  const calls: FhirCall[] = [];
  for (const { call } of items.slice(at, at + bookingsAtOnce)) {
    if (call?.method !== 'POST' || call.path.join('/') !== 'Appointment/$book') break;
    calls.push(call);
  }
  return calls;
}

function callOf(entry: BundleEntry, { caller }: FhirCall): FhirCall | null {
  const { request } = entry;
  const method = read.text(request?.method);
  const url = read.text(request?.url);
  if (method === null || url === null) return null;
  const ifMatch = versionOfEtag(read.text(request?.ifMatch));
  if (ifMatch === undefined) return null;
  // Relative to the base, as FHIR wants it; `/fhir/Slot` and `/Slot` are taken too.
  const place = placeOf(url.replace(/^\/(fhir\/)?/, ''));
  if (place === null) return null;
  return {
    method,
    ...place,
    caller,
    intentId: intentIdOf(intentOf(request) ?? intentOf(entry)),
    ifMatch,
    said: { author: textOf(request, extension.author), reason: textOf(request, extension.reason) },
    body: entry.resource ?? null,
  };
}

const textOf = (element: Element | undefined, url: string) =>
  read.text(read.extensionOf(element, url)?.valueString)?.slice(0, 500) ?? null;

function intentOf(element: Element | undefined): string | null {
  const found = read.extensionOf(element, extension.intent);
  return read.text(found?.valueString) ?? read.text(found?.valueId) ?? read.text(found?.valueUuid);
}

function entryOf({ status, body, etag, location }: FhirAnswer): BundleEntry {
  const resource = body === null ? null : (JSON.parse(body) as FhirResource);
  const failed = status >= 400;
  return {
    ...(resource === null || failed ? {} : { resource }),
    response: {
      status: String(status),
      ...(etag ? { etag } : {}),
      ...(location ? { location } : {}),
      ...(resource !== null && failed ? { outcome: resource } : {}),
    },
  };
}
