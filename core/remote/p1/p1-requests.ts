import type { FhirResource, Schedule } from 'fhir/r4';
import { localDateOf } from '../../domain/time.ts';
import { etagToVersion } from '../../fhir/headers.ts';
import { cursorParameter } from '../../fhir/p1/history.ts';
import { p1Facts } from '../../fhir/p1/p1-facts.ts';
import { publicationBundle } from '../../fhir/p1/publication.ts';
import { tokenToP1, toP1 } from '../../fhir/p1/wire.ts';
import * as read from '../../fhir/read.ts';
import { fhirJson, keySystem } from '../../fhir/systems.ts';
import type { HttpRequest } from '../http.ts';

/** A request of the plain dialect, taken apart. */
export interface Asked extends Omit<HttpRequest, 'body'> {
  base: string;
  /** Below `base`, with the query. */
  path: string;
  body: unknown;
  /** Central's instant. */
  now: string;
}

/** The same in P1's words: no If-Match but `meta.versionId`, own search parameters, own systems, a publication with its slots. */
export function wireRequest(asked: Asked): HttpRequest {
  const { 'If-Match': ifMatch, ...headers } = asked.headers;
  const isPut = asked.method === 'PUT' && read.isObject(asked.body);
  const body = isPut ? versioned(asked.body as FhirResource & object, etagToVersion(ifMatch)) : asked.body;
  const [type = '', query = ''] = asked.path.split('?');
  const own = queryToP1(type, query);
  const publication = isPut && type === 'Schedule' ? publicationBundle(body as Schedule, own, localDateOf(asked.now)) : null;
  if (publication !== null) return post(asked, headers, publication);
  return {
    method: asked.method,
    url: asked.base + type + (own === '' ? '' : `?${own}`),
    headers,
    body: body === null ? null : JSON.stringify(toP1(body)),
  };
}

const post = ({ base }: Asked, headers: HttpRequest['headers'], body: unknown): HttpRequest => ({
  method: 'POST',
  url: base,
  headers,
  body: JSON.stringify(toP1(body)),
});

function versioned(resource: FhirResource, version: number | null): FhirResource {
  const { versionId: _seen, ...meta } = resource.meta ?? {};
  const security = [p1Facts.security.value];
  return { ...resource, meta: { ...meta, security, ...(version === null ? {} : { versionId: String(version) }) } };
}

function queryToP1(type: string, query: string): string {
  const given = new URLSearchParams(query);
  const own = new URLSearchParams();
  for (const [name, value] of given) {
    const theirs = name === 'identifier' ? (p1Facts.searchParameters.value[type] ?? name) : name;
    own.append(theirs, tokenToP1(value));
  }
  return own.toString();
}

const get = ({ base, headers }: Asked, path: string): HttpRequest => ({
  method: 'GET',
  url: base + path,
  headers: { accept: fhirJson, ...(headers.authorization ? { authorization: headers.authorization } : {}) },
  body: null,
});

export const readRequest = (asked: Asked, key: string): HttpRequest =>
  get(asked, `Appointment?${queryToP1('Appointment', `identifier=${encodeURIComponent(`${keySystem.Appointment}|${key}`)}`)}`);

/** Where the stream stands, and nothing of it. */
export const positionRequest = (asked: Asked): HttpRequest => get(asked, `${p1Facts.history.value}?_count=0`);

export function historyRequest(asked: Asked, query: URLSearchParams): HttpRequest {
  const cursor = `${query.get('epoch') ?? ''};${query.get('eventsSinceNumber') ?? '0'}`;
  return get(
    asked,
    `${p1Facts.history.value}?${new URLSearchParams({ [cursorParameter]: cursor, _count: query.get('_count') ?? '100' })}`,
  );
}
