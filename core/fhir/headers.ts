/** Okienko's HTTP headers and the form of versions in `ETag` and `If-Match`. */
import { text } from './read.ts';

export const header = {
  /** Intent id of a write: the idempotency key (I3). */
  requestId: 'X-Request-Id',
  /** Who acts at the desk, as shown there, percent-encoded (I7). */
  author: 'X-Okienko-Author',
  /** Why, percent-encoded. */
  reason: 'X-Okienko-Reason',
  /** `<epoch>;<event>` of a successful write. */
  position: 'X-Okienko-Position',
  /** Central's clock, on every answer. */
  now: 'X-Okienko-Now',
  /** `true`: the stored answer of an earlier request with the same id. */
  replay: 'X-Okienko-Replay',
} as const;

export const versionToEtag = (version: number): string => `W/"${version}"`;

/** Version in `W/"3"` (also `"3"`, as some proxies rewrite it); null for anything else. */
export function etagToVersion(etag: unknown): number | null {
  const match = /^(?:W\/)?"(\d+)"$/.exec(text(etag)?.trim() ?? '');
  const version = Number(match?.[1]);
  return Number.isSafeInteger(version) && version > 0 ? version : null;
}
