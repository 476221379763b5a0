/** Central's log as AuditEvents: who changed what, from what to what (I7). */
import type { AuditEvent, AuditEventEntity, Bundle } from 'fhir/r4';
import type { AuditValues } from '../domain/audit-values.ts';
import { entityOf as entityOfType, resourceTypeOf } from './change.ts';
import { isKeyedType, keyIdentifier } from './keys.ts';
import * as read from './read.ts';
import { extension, type KeyedType, keySystem, system } from './systems.ts';

/** A line of central's log. */
export interface LoggedAct {
  id: string;
  at: string;
  /** Client id of a desk, `ikp` or `central`. */
  client: string;
  author: string | null;
  reason: string | null;
  intentId: string | null;
  type: KeyedType | null;
  key: string | null;
  refused: boolean;
  before: AuditValues | null;
  after: AuditValues | null;
}

/** Somebody of the clinic was shown a thing. */
export interface LoggedAccess {
  id: string;
  at: string;
  client: string;
  author: string | null;
  /** `read` by itself, `search` in a list or page, `eligibility`, `send`: a message about it was asked for. */
  act: string;
  /** References by central's ids; none for a page of everything. */
  things: string[];
}

export function accessBundle(accesses: readonly LoggedAccess[]): Bundle {
  const entry = accesses.map((access) => ({ resource: accessEvent(access), search: { mode: 'match' as const } }));
  return { resourceType: 'Bundle', type: 'searchset', ...(entry.length > 0 ? { entry } : {}) };
}

function accessEvent({ id, at, client, author, act, things }: LoggedAccess): AuditEvent {
  return {
    resourceType: 'AuditEvent',
    id,
    type: { system: 'http://terminology.hl7.org/CodeSystem/audit-event-type', code: 'rest' },
    subtype: [{ system: system.accessKind, code: act }],
    action: act === 'send' ? 'E' : 'R',
    recorded: at,
    outcome: '0',
    agent: [
      { who: { identifier: { system: system.client, value: client } }, ...(author ? { name: author } : {}), requestor: true },
    ],
    source: { observer: { display: 'central' } },
    ...(things.length > 0 ? { entity: things.map((reference) => ({ what: { reference } })) } : {}),
  };
}

export function auditBundle(acts: readonly LoggedAct[]): Bundle {
  const entry = acts.map((act) => ({ resource: auditEvent(act), search: { mode: 'match' as const } }));
  return { resourceType: 'Bundle', type: 'searchset', ...(entry.length > 0 ? { entry } : {}) };
}

export const actionOf = ({ before }: LoggedAct) => (before === null ? 'C' : 'U');

function auditEvent(act: LoggedAct): AuditEvent {
  return {
    resourceType: 'AuditEvent',
    id: act.id,
    ...(act.intentId ? { extension: [{ url: extension.intent, valueString: act.intentId }] } : {}),
    type: { system: 'http://terminology.hl7.org/CodeSystem/audit-event-type', code: 'rest' },
    action: actionOf(act),
    recorded: act.at,
    outcome: act.refused ? '4' : '0',
    ...(act.reason ? { purposeOfEvent: [{ text: act.reason }] } : {}),
    agent: [
      {
        who: { identifier: { system: system.client, value: act.client } },
        ...(act.author ? { name: act.author } : {}),
        requestor: true,
      },
    ],
    source: { observer: { display: 'central' } },
    ...(act.type && act.key ? { entity: [entityOf(act, act.type, act.key)] } : {}),
  };
}

function entityOf({ before, after }: LoggedAct, type: KeyedType, key: string): AuditEventEntity {
  const detail = Object.entries({ before, after }).flatMap(([name, values]) =>
    values ? [{ type: name, valueString: JSON.stringify(values) }] : [],
  );
  return { what: { type, identifier: keyIdentifier(type, key) }, ...(detail.length > 0 ? { detail } : {}) };
}

/** As the port of sync has it; the key as in `Intent.keys`. */
export interface ReadAct {
  at: string;
  author: string | null;
  client: string;
  intentId: string | null;
  key: string | null;
  refused: boolean;
  reason: string | null;
  before: AuditValues | null;
  after: AuditValues | null;
}

/** null when the body is no searchset. */
export function historyOf(body: unknown): ReadAct[] | null {
  if (!read.isObject(body) || body.resourceType !== 'Bundle' || body.type !== 'searchset') return null;
  return read.items((body as unknown as Bundle).entry).flatMap(({ resource }) => {
    const act =
      read.isObject(resource) && resource.resourceType === 'AuditEvent' ? actOf(resource as unknown as AuditEvent) : null;
    return act ?? [];
  });
}

function actOf(event: AuditEvent): ReadAct | null {
  const at = read.instant(event.recorded);
  if (at === null) return null;
  const agent = read.items(event.agent)[0];
  const entity = read.items(event.entity)[0];
  const values = (name: string) => valuesIn(read.items(entity?.detail).find(({ type }) => type === name)?.valueString);
  return {
    at,
    author: read.text(agent?.name),
    client: read.text(agent?.who?.identifier?.value) ?? '',
    intentId: read.text(read.extensionOf(event, extension.intent)?.valueString),
    key: keyOf(entity),
    refused: event.outcome !== undefined && event.outcome !== '0',
    reason: read.text(read.items(event.purposeOfEvent)[0]?.text),
    before: values('before'),
    after: values('after'),
  };
}

function keyOf(entity: AuditEventEntity | undefined): string | null {
  const { type, identifier } = entity?.what ?? {};
  const key = read.text(identifier?.value);
  const name = isKeyedType(type) ? entityOfType(type) : null;
  return key === null || name === null ? null : `${name}:${key}`;
}

function valuesIn(text: unknown): AuditValues | null {
  const values = read.parseJson(text);
  return read.isObject(values) ? (values as AuditValues) : null;
}

/** Query of `GET AuditEvent`. `of.key` as in `Intent.keys`. */
export function historyQuery(of: { key: string } | { since: string }, clientId: string): string {
  if ('since' in of) {
    return `agent:identifier=${encodeURIComponent(`${system.client}|${clientId}`)}&date=ge${encodeURIComponent(of.since)}`;
  }
  const at = of.key.indexOf(':');
  const type = resourceTypeOf[of.key.slice(0, at) as keyof typeof resourceTypeOf];
  return `entity:identifier=${encodeURIComponent(`${keySystem[type]}|${of.key.slice(at + 1)}`)}`;
}
