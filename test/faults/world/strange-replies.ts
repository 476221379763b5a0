import type { Bundle, Parameters } from 'fhir/r4';
import { refusalsToOutcome } from '../../../core/fhir/outcome.ts';
import type { CentralReply } from './central.ts';
import type { Fault } from './fault.ts';
import type { Random } from './random.ts';

const html = { 'content-type': 'text/html; charset=utf-8' };
const json = { 'content-type': 'application/fhir+json' };
const page = '<!doctype html><title>Sieć dla gości</title><form action="/zaloguj"><button>Połącz</button></form>';

/** Answers that do not come from central, or not from its senses. null = this fault has none of its own. */
export function strangeReply(fault: Fault, random: Random, nowMs: number): CentralReply | null {
  const date = { date: new Date(nowMs).toUTCString() };
  const seconds = 1 + random.int(40);
  switch (fault) {
    case 'status-401':
    case 'status-403':
      return { status: Number(fault.slice(-3)), headers: { ...json, ...date }, text: outcome('login') };
    case 'strange-409':
    case 'strange-412':
    case 'strange-422': {
      const looksLikeCentral = random.chance(0.3);
      const text = looksLikeCentral ? JSON.stringify(refusalsToOutcome([{ code: 'invalid' }])) : page;
      return { status: Number(fault.slice(-3)), headers: { ...(looksLikeCentral ? json : html), ...date }, text };
    }
    case 'status-429':
      return { status: 429, headers: { ...json, ...date, 'retry-after': String(seconds) }, text: outcome('throttled') };
    case 'status-429-date': {
      const until = new Date(nowMs + seconds * 1000).toUTCString();
      return { status: 429, headers: { ...html, ...date, 'retry-after': until }, text: page };
    }
    case 'status-503':
      return { status: 503, headers: { ...json, ...date, 'retry-after': String(seconds) }, text: outcome('transient') };
    case 'status-500-before':
    case 'status-500-after':
      return { status: 500, headers: { ...json, ...date }, text: outcome('exception') };
    case 'html-502':
    case 'html-503':
      return { status: Number(fault.slice(-3)), headers: { ...html, ...date }, text: page };
    case 'portal-page':
      return { status: 200, headers: { ...html, ...date }, text: page };
    case 'portal-redirect':
      return { status: 302, headers: { ...html, location: 'http://portal.invalid/' }, text: '' };
    default:
      return null;
  }
}

/** Central's answer as it arrives after `fault`; the same one when the fault does not touch answers. */
export function spoilt(reply: CentralReply, fault: Fault, random: Random): CentralReply {
  switch (fault) {
    case 'cut-body':
      return { ...reply, text: reply.text.slice(0, random.int(reply.text.length)) };
    case 'garbage':
      return { ...reply, text: `\u0000\u0007${random.uuid()}` };
    case 'other-json':
      return { ...reply, headers: json, text: '{"status":"ok"}' };
    case 'feed-gap':
      return { ...reply, text: withOneEvent(0, reply.text, random) };
    case 'feed-repeated':
      return { ...reply, text: withOneEvent(2, reply.text, random) };
    default:
      return reply;
  }
}

function outcome(code: 'login' | 'throttled' | 'transient' | 'exception'): string {
  return JSON.stringify({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code }] });
}

/** A page of the feed in which one event comes so often, with the resources that belong to it; other texts stay as they are. */
function withOneEvent(times: 0 | 2, text: string, random: Random): string {
  const bundle = parsed(text);
  const status = bundle?.entry?.[0]?.resource as Parameters | undefined;
  const parts = status?.parameter?.filter(({ name }) => name === 'notification-event') ?? [];
  if (!bundle?.entry || !status || parts.length === 0) return text;
  const gone = random.int(parts.length);
  const fociOf = (part: (typeof parts)[number] | undefined) => part?.part?.filter(({ name }) => name === 'focus').length ?? 0;
  const before = parts.slice(0, gone).reduce((sum, part) => sum + fociOf(part), 1);
  const entries = bundle.entry.slice(before, before + fociOf(parts[gone]));
  bundle.entry.splice(before, entries.length, ...Array.from({ length: times }, () => entries).flat());
  status.parameter = status.parameter?.flatMap((part) => (part === parts[gone] ? Array(times).fill(part) : [part])) ?? [];
  return JSON.stringify(bundle);
}

function parsed(text: string): Bundle | null {
  try {
    const value = JSON.parse(text) as Bundle;
    return value.resourceType === 'Bundle' && value.type === 'history' ? value : null;
  } catch {
    return null;
  }
}
