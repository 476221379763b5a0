/** A request in P1's words as the call of the plain dialect that it means. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Appointment, FhirResource } from 'fhir/r4';
import { localDateOf } from '../../core/domain/time.ts';
import { versionToEtag } from '../../core/fhir/headers.ts';
import { requestOfFull } from '../../core/fhir/p1/full-put.ts';
import { p1Facts } from '../../core/fhir/p1/p1-facts.ts';
import { publicationOf } from '../../core/fhir/p1/publication.ts';
import { fromP1, tokenFromP1 } from '../../core/fhir/p1/wire.ts';
import * as read from '../../core/fhir/read.ts';
import type { Caller } from '../auth/caller.ts';
import { type FhirAnswer, type FhirCall, invalid } from '../fhir-api/fhir-call.ts';
import { callOf } from '../fhir-api/http-fhir.ts';

export interface P1Request {
  method: string;
  /** `/fhir/…` with the query. */
  url: string;
  headers: IncomingHttpHeaders;
  body: unknown;
}

/** `refused`: what can be said without asking the handlers. */
export function callOfP1(request: P1Request, caller: Caller, now: string): FhirCall | { refused: FhirAnswer } {
  const plain = plainRequest({ ...request, body: fromP1(request.body) }, now);
  if ('refused' in plain) return plain;
  return callOf(plain, caller) ?? { refused: invalid('request') };
}

function plainRequest(request: P1Request, now: string): P1Request | { refused: FhirAnswer } {
  const { method, url } = request;
  if (method === 'POST' && /^\/fhir\/?(\?|$)/.test(url)) return publication(request, now);
  const named = { ...request, url: plainUrl(url) };
  if (method !== 'PUT') return { ...named, headers: withVersion(request.headers, null) };
  return put(named);
}

/** Batches are not offered; a transaction is a publication. */
function publication(request: P1Request, now: string): P1Request | { refused: FhirAnswer } {
  const found = publicationOf(request.body, localDateOf(now));
  if (found === null) return { refused: invalid('Bundle', 422) };
  if ('wrong' in found) return { refused: invalid(found.wrong, 422) };
  return put({ ...request, method: 'PUT', url: plainUrl(`/fhir/${found.url}`), body: found.resource });
}

/** The version that was seen is in the content, there is no ETag. */
function put(request: P1Request): P1Request | { refused: FhirAnswer } {
  const { body } = request;
  if (!read.isObject(body)) return { refused: invalid('resource', 422) };
  const { meta, ...rest } = body as unknown as FhirResource;
  const { system, code } = p1Facts.security.value;
  const isSecured = read.items(meta?.security).some((each) => each.system === system && each.code === code);
  if (!isSecured) return { refused: invalid('meta.security', 422) };
  const seen = read.versionOf({ meta });
  const headers = withVersion(request.headers, seen > 0 ? seen : null);
  if (rest.resourceType !== 'Appointment') return { ...request, headers, body: rest };
  const meant = requestOfFull({ ...rest, meta } as Appointment);
  if (meant === null) return { refused: invalid('meta.tag', 422) };
  return { method: 'POST', url: `/fhir/Appointment/${meant.operation}`, headers, body: meant.body };
}

function withVersion({ 'if-match': _ignored, ...headers }: IncomingHttpHeaders, version: number | null): IncomingHttpHeaders {
  return version === null ? headers : { ...headers, 'if-match': versionToEtag(version) };
}

function plainUrl(url: string): string {
  const [path = '', query = ''] = url.split('?');
  const type = path.split('/')[2] ?? '';
  const own = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(query)) {
    own.append(name === p1Facts.searchParameters.value[type] ? 'identifier' : name, tokenFromP1(value));
  }
  return own.size > 0 ? `${path}?${own}` : path;
}
