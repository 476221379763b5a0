import type { Bundle, BundleLink } from 'fhir/r4';
import { changeOf, type Entity, resourceTypeOf } from '../fhir/change.ts';
import { type SlotNews, slotNewsOf } from '../fhir/hold.ts';
import * as read from '../fhir/read.ts';
import { parseEvents, type ReceivedEvent } from '../fhir/subscription-status.ts';
import type { FeedChange, FeedPosition } from '../sync/ports.ts';

/** `Type/<id>` only: never what is in it. */
export type OnUnreadable = (reference: string) => void;

/** Events of one epoch in an unbroken row; `broken`: another epoch or a gap, so the copy must be fetched anew. */
export type ReadEvents = { kind: 'events'; epoch: string; events: ReceivedEvent[]; last: number } | { kind: 'broken' };

/** null when the body is no page of events. */
export function readEvents(body: unknown, since: FeedPosition, onUnreadable: OnUnreadable): ReadEvents | null {
  const page = parseEvents(body);
  if (page === null) return null;
  const { epoch, last, events } = page;
  const unbroken = events.every(({ event }, index) => event === since.event + index + 1);
  if (epoch !== since.epoch || !unbroken || last < since.event + events.length) return { kind: 'broken' };
  for (const reference of page.unreadable) onUnreadable(reference);
  return { kind: 'events', epoch, events, last };
}

export interface ReadPage {
  rows: FeedChange[];
  /** Central's id after which the next page begins; null = this is the last. */
  next: string | null;
}

/** One page of a reseed; null when the body is no searchset. */
export function readPage(body: unknown, entity: Entity, onUnreadable: OnUnreadable): ReadPage | null {
  if (!read.isObject(body) || body.resourceType !== 'Bundle' || body.type !== 'searchset') return null;
  const bundle = body as unknown as Bundle;
  const rows: FeedChange[] = [];
  for (const { resource } of read.items(bundle.entry)) {
    const change = changeOf(resource);
    if (change === 'unreadable') onUnreadable(`${resourceTypeOf[entity]}/${read.text(resource?.id) ?? '?'}`);
    else if (change !== 'ignored' && change.entity === entity) rows.push(change);
  }
  return { rows, next: nextAfter(bundle.link) };
}

/** null when the body is no searchset. */
export function readHeldSlots(body: unknown): SlotNews[] | null {
  if (!read.isObject(body) || body.resourceType !== 'Bundle' || body.type !== 'searchset') return null;
  return read.items((body as unknown as Bundle).entry).flatMap(({ resource }) => slotNewsOf(resource) ?? []);
}

/** `_after` of the `next` link; its host and the rest are the server's affair. */
function nextAfter(links: BundleLink[] | undefined): string | null {
  const url = read.text(read.items(links).find((link) => link.relation === 'next')?.url);
  const query = url?.split('?')[1];
  return query === undefined ? null : read.text(new URLSearchParams(query).get('_after'));
}
