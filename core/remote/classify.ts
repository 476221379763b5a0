/**
 * What became of a write, decided once, by status, headers and codes, never by message text. Only central's own word counts:
 * a success must carry the position header and FHIR, a refusal an OperationOutcome. Whatever else answers (proxy, captive
 * portal, half an answer) leaves the outcome unknown, and central is asked for the intent id later (I3).
 */
import type { Refusal } from '../domain/refusal.ts';
import type { Visit } from '../domain/visit.ts';
import { header } from '../fhir/headers.ts';
import { type Fate, parsePosition } from '../fhir/intent-fate.ts';
import { currentOfOutcome, isOutcome, outcomeToRefusals } from '../fhir/outcome.ts';
import { isObject } from '../fhir/read.ts';
import { appointmentToVisit } from '../fhir/visit-appointment.ts';
import type { Answer, IntentFate, Outcome } from '../sync/ports.ts';
import type { Reply } from './http.ts';
import { retryAfterMs } from './retry-after.ts';
import type { Attempt } from './session.ts';
import { versionsOf } from './versions.ts';

/** `ownNowMs` serves for a `Retry-After` date only. Never throws. */
export function classify(reply: Omit<Reply, 'kind'>, ownNowMs: number): Outcome {
  const { status, headers, body } = reply;
  if (status >= 200 && status < 300) return applied(status, headers, body);
  if (status === 401 || status === 403) return { kind: 'unauthorised', status };
  if (status === 429 || (status === 503 && isOutcome(body))) {
    return { kind: 'retry', status, retryAfterMs: retryAfterMs(headers, ownNowMs) };
  }
  if (status >= 400 && status < 500) return refused(status, body);
  return { kind: 'unknown' };
}

export function outcomeOf(attempt: Attempt, ownNowMs: number): Outcome {
  switch (attempt.kind) {
    case 'reply':
      return classify(attempt, ownNowMs);
    case 'not-sent':
      return { kind: 'retry', status: null, retryAfterMs: null };
    case 'no-answer':
      return { kind: 'unknown' };
    case 'no-token':
      // The request itself was never written, whatever went wrong with the sign-in.
      return attempt.unauthorised === null
        ? { kind: 'retry', status: attempt.status, retryAfterMs: attempt.retryAfterMs }
        : { kind: 'unauthorised', status: attempt.unauthorised };
    default:
      return attempt satisfies never;
  }
}

/** What `$intent` told, as the outcome that the lost answer would have been. */
export function fateOutcome(fate: Fate): IntentFate {
  if (fate.state === 'never-seen' || fate.state === 'voided') return { kind: fate.state };
  if (fate.state === 'refused') return refused(fate.status, fate.body);
  return { kind: 'applied', position: fate.position, ...versionsOf(fate.body) };
}

/** A read: `parse` answers null for a body that is not what was asked for. A stranger's page means that central is away. */
export function answerOf<T>(attempt: Attempt, parse: (body: unknown) => T | null): Answer<T> {
  switch (attempt.kind) {
    case 'not-sent':
    case 'no-answer':
      return { kind: 'offline' };
    case 'no-token':
      return attempt.unauthorised === null ? { kind: 'offline' } : { kind: 'unauthorised', status: attempt.unauthorised };
    case 'reply':
      return answerOfReply(attempt, parse);
    default:
      return attempt satisfies never;
  }
}

function answerOfReply<T>({ status, body }: Reply, parse: (body: unknown) => T | null): Answer<T> {
  if (status === 401 || status === 403) return { kind: 'unauthorised', status };
  if (status >= 300 && status < 400) return { kind: 'offline' };
  if (status < 200 || status >= 400) return { kind: 'failed', status };
  const value = parse(body);
  if (value !== null) return { kind: 'ok', value };
  return isResource(body) ? { kind: 'failed', status } : { kind: 'offline' };
}

function applied(status: number, headers: Reply['headers'], body: unknown): Outcome {
  const position = parsePosition(headers[header.position.toLowerCase()]);
  if (position === null || !(isResource(body) || status === 204)) return { kind: 'unknown' };
  return { kind: 'applied', position, ...versionsOf(body) };
}

/** 413 may come from whatever stands before central and says by itself that nothing was read. */
function refused(status: number, body: unknown): Outcome {
  if (!isOutcome(body))
    return status === 413 ? { kind: 'refused', status, refusals: [invalid], current: null } : { kind: 'unknown' };
  const refusals = outcomeToRefusals(body);
  return { kind: 'refused', status, refusals: refusals.length > 0 ? refusals : [invalid], current: currentVisit(body) };
}

const invalid: Refusal = { code: 'invalid' };

function currentVisit(body: unknown): Visit | null {
  const appointment = currentOfOutcome(body);
  return appointment === null ? null : appointmentToVisit(appointment);
}

const isResource = (body: unknown): boolean => isObject(body) && typeof body.resourceType === 'string';
