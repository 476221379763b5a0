import type { FhirResource, OperationOutcome } from 'fhir/r4';
import type { Refusal } from '../../core/domain/refusal.ts';
import { httpStatusOfAll, refusalsToOutcome } from '../../core/fhir/outcome.ts';
import type { Caller } from '../auth/caller.ts';
import { hasNul } from '../unstorable.ts';
import type { Said } from '../writes/change-plan.ts';

/** One request below `/fhir`, whether it came by itself or inside a batch. */
export interface FhirCall {
  method: string;
  /** Path below `/fhir`: `['Appointment', '$book']`. */
  path: string[];
  query: URLSearchParams;
  caller: Caller;
  intentId: string | null;
  ifMatch: number | null;
  /** I7: who acts at the desk and why, in the desk's words. */
  said: Said;
  body: unknown;
}

export interface FhirAnswer {
  status: number;
  /** JSON text; null = none. */
  body: string | null;
  etag?: string | null;
  location?: string | null;
  /** Number of the event that the change became. */
  event?: number | null;
  replay?: boolean;
  retryAfterSeconds?: number;
}

export const resourceAnswer = (resource: FhirResource, status = 200): FhirAnswer => ({
  status,
  body: JSON.stringify(resource),
  etag: etagOf(resource),
});

/** `status` when the refusal's own does not fit, such as 403 or 405. */
export function refusedAnswer(refusals: readonly Refusal[], status?: number): FhirAnswer {
  return { status: status ?? httpStatusOfAll(refusals), body: JSON.stringify(refusalsToOutcome(refusals)) };
}

export const notFound = (path: string): FhirAnswer => refusedAnswer([{ code: 'not-found', path }]);
export const invalid = (path: string, status = 400): FhirAnswer => refusedAnswer([{ code: 'invalid', path }], status);
export const forbidden = (path: string): FhirAnswer => refusedAnswer([{ code: 'forbidden', path }], 403);

/** 429: the caller has tried too much of this kind. */
export const throttled = (retryAfterSeconds: number): FhirAnswer => ({
  status: 429,
  body: JSON.stringify(plainOutcome('throttled', 'Too many tries; see Retry-After.')),
  retryAfterSeconds,
});

/** For what is nobody's refusal: wrong method, too large, our own fault. */
export function plainOutcome(code: OperationOutcome['issue'][0]['code'], diagnostics: string): OperationOutcome {
  return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics }] };
}

export function etagOf(resource: { meta?: { versionId?: string | undefined } | undefined }): string | null {
  return resource.meta?.versionId ? `W/"${resource.meta.versionId}"` : null;
}

/** `W/"3"`, `"3"` or `3`; null when there is none, undefined when it is no version of ours. */
export function versionOfEtag(etag: string | null | undefined): number | null | undefined {
  if (etag === null || etag === undefined || etag === '') return null;
  const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(etag.trim());
  return match ? Number(match[1]) : undefined;
}

/** Path below `/fhir` and query of a url, absolute or not; null when it is no url. */
export function placeOf(url: string): Pick<FhirCall, 'path' | 'query'> | null {
  try {
    const { pathname, searchParams } = new URL(url, 'http://central/fhir/');
    const [base, ...path] = decodeURIComponent(pathname).split('/').filter(Boolean);
    if (base !== 'fhir' || hasNul(`${path.join('')}${[...searchParams].join('')}`)) return null;
    return { path, query: searchParams };
  } catch {
    return null;
  }
}
