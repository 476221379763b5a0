/**
 * Requests of the plain dialect, said in P1's words, and its answers back. The rest of the gateway knows nothing of it. Where P1
 * needs a second exchange (reading before a change), what is told is what holds for the whole: not sent while nothing was changed,
 * no answer when the change may have happened.
 */
import type { Appointment } from 'fhir/r4';
import { header } from '../../fhir/headers.ts';
import { fullAppointment, fullChangeOf } from '../../fhir/p1/full-put.ts';
import { bundleOfHistory, positionsOf } from '../../fhir/p1/history.ts';
import { p1Facts } from '../../fhir/p1/p1-facts.ts';
import { fromP1, statusOfRefusal } from '../../fhir/p1/wire.ts';
import * as read from '../../fhir/read.ts';
import { statusParameters } from '../../fhir/subscription-status.ts';
import type { Exchange, Http, HttpOptions, HttpRequest, openHttp, Reply } from '../http.ts';
import { type Asked, historyRequest, positionRequest, readRequest, wireRequest } from './p1-requests.ts';

export interface P1HttpOptions {
  /** `https://host/fhir/` */
  base: string;
  clinicId: string;
}

export function p1Http(open: typeof openHttp, { base, clinicId }: P1HttpOptions) {
  return (options: HttpOptions): Http => {
    let offsetMs = 0;
    const http = open({
      ...options,
      onReply(reply, sentAt, receivedAt) {
        const told = withClock(reply);
        const now = told.headers[header.now.toLowerCase()];
        if (typeof now === 'string') offsetMs = Date.parse(now) - receivedAt;
        options.onReply(told, sentAt, receivedAt);
      },
    });

    /** Central's instant, as far as it is known. */
    const now = () => new Date(options.now() + offsetMs).toISOString();

    async function exchange(request: HttpRequest): Promise<Exchange> {
      if (!request.url.startsWith(base)) return await http.exchange(request);
      const path = request.url.slice(base.length);
      const asked: Asked = { ...request, path, base, body: request.body === null ? null : JSON.parse(request.body), now: now() };
      const [, query = ''] = path.split('?');
      if (path.endsWith('/$status')) return await position(asked);
      if (path.includes('/$events?')) return await events(asked, new URLSearchParams(query));
      const change = fullChangeOf(path.split('/')[1] ?? '', asked.body);
      if (change === null) return await sent(wireRequest(asked));
      const found = await http.exchange(readRequest(asked, change.key));
      // Nothing was written yet: whatever kept us from reading it kept us from changing it.
      if (found.kind !== 'reply' || found.status >= 500) return { kind: 'not-sent' };
      if (found.status === 401 || found.status === 403 || found.status === 429) return answer(found);
      const full = fullAppointment(firstOf(fromP1(found.body)), change);
      const url = `Appointment?identifier=${encodeURIComponent(`${full.identifier?.[0]?.system}|${change.key}`)}`;
      return await sent(wireRequest({ ...asked, method: 'PUT', path: url, body: full }));
    }

    async function sent(request: HttpRequest): Promise<Exchange> {
      const told = await http.exchange(request);
      return told.kind === 'reply' ? answer(told) : told;
    }

    async function position(asked: Asked): Promise<Exchange> {
      const told = await http.exchange(positionRequest(asked));
      if (told.kind !== 'reply') return told;
      const positions = positionsOf(told.body);
      if (positions === null) return answer(told);
      return { ...told, body: statusParameters(clinicId, positions.last, 'query-status') };
    }

    async function events(asked: Asked, query: URLSearchParams): Promise<Exchange> {
      const told = await http.exchange(historyRequest(asked, query));
      if (told.kind !== 'reply') return told;
      const reply = answer(told);
      const bundle = bundleOfHistory(reply.body, Number(query.get('eventsSinceNumber')), clinicId);
      return bundle === null ? reply : { ...reply, body: bundle };
    }

    return { exchange, close: http.close };
  };
}

/** Names of ours, and the status that the plain dialect would have given. */
function answer(reply: Reply): Reply {
  const status = reply.status === p1Facts.refusalStatus.value ? (statusOfRefusal(reply.body) ?? reply.status) : reply.status;
  return { ...reply, status, body: fromP1(reply.body) };
}

/** To the second: its middle is the best guess. */
function withClock(reply: Reply): Reply {
  const date = reply.headers[p1Facts.clock.value.toLowerCase()];
  const at = typeof date === 'string' ? Date.parse(date) : Number.NaN;
  // The sign-in goes by the clock of P1's machine, which a training central does not move.
  const isSignIn = read.isObject(reply.body) && p1Facts.tokenAnswer.value.token in reply.body;
  if (isSignIn || Number.isNaN(at)) return reply;
  return { ...reply, headers: { ...reply.headers, [header.now.toLowerCase()]: new Date(at + 500).toISOString() } };
}

function firstOf(body: unknown): Appointment | null {
  if (!read.isObject(body) || body.resourceType !== 'Bundle') return null;
  const [entry] = read.items(body.entry as { resource?: unknown }[]);
  return read.isObject(entry?.resource) ? (entry.resource as unknown as Appointment) : null;
}
