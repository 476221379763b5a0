import type { Basic, FhirResource } from 'fhir/r4';
import type { JWK } from 'jose';
import type { Intent } from '../domain/intent.ts';
import type { NetworkTrouble } from '../domain/network-trouble.ts';
import { historyOf, historyQuery } from '../fhir/audit-event.ts';
import { resourceTypeOf } from '../fhir/change.ts';
import { confirmationParameters } from '../fhir/confirmation.ts';
import { eligibilityAnswerOf, eligibilityRequest } from '../fhir/eligibility.ts';
import { header } from '../fhir/headers.ts';
import { holdOf } from '../fhir/hold.ts';
import { parseFate, positionToText } from '../fhir/intent-fate.ts';
import { clinicsOfBundle } from '../fhir/organization.ts';
import { isOutcome, outcomeToRefusals } from '../fhir/outcome.ts';
import { findParameters, holdParameters } from '../fhir/parameters.ts';
import { policyFromFhir, policyId } from '../fhir/policy.ts';
import { proposalsToSlots } from '../fhir/proposal.ts';
import { isObject } from '../fhir/read.ts';
import { searchAnswerOf, searchParameters } from '../fhir/search.ts';
import { submissionFromParameters, submissionParameters } from '../fhir/submission.ts';
import { parseStatus } from '../fhir/subscription-status.ts';
import { fhirJson } from '../fhir/systems.ts';
import type { Answer, CentralGateway, FeedPage, FeedPosition, IntentFate, Outcome } from '../sync/ports.ts';
import { batchOutcomes } from './batch.ts';
import { centralClock } from './central-clock.ts';
import { answerOf, fateOutcome, outcomeOf } from './classify.ts';
import { type OnUnreadable, readEvents, readHeldSlots, readPage } from './feed.ts';
import { type HttpRequest, openHttp, type Reply } from './http.ts';
import { actRequest, batchBundle, intentRequest } from './intent-request.ts';
import { bindingOf, type Handlers, listen } from './listen.ts';
import type { Network } from './network/network.ts';
import { type Attempt, session } from './session.ts';
import { oauthSignIn, type SignIn, tokens } from './token.ts';

export interface FhirGatewayOptions {
  /** Base of central's FHIR interface, `https://host/fhir`. */
  fhirUrl: string;
  /** Where to sign in, also the audience of the assertion; `/token` beside `fhirUrl` unless told otherwise. */
  tokenUrl?: string;
  clinicId: string;
  clientId: string;
  /** EC P-256 or RSA private key of this desk. */
  privateJwk: JWK;
  /** From the first byte of the connection to the last of the answer. */
  requestTimeoutMs: number;
  userAgent: string;
  /** Own clock, ms since 1970. */
  now(): number;
  /** A resource of the feed that lacks what the copy needs; it is skipped. `Type/<id>`, nothing personal. */
  onUnreadable?: OnUnreadable;
  /** The way out of this computer; the direct one unless told otherwise. Closed by whoever opened it. */
  network?: Network;
  /** What keeps us from central, as soon as it is known; null = nothing any more. */
  onTrouble?(trouble: NetworkTrouble | null): void;
  /** How requests travel; over HTTP unless told otherwise. */
  openHttp?: typeof openHttp;
  /** How it signs in; as OAuth has it unless told otherwise. */
  signIn?: SignIn;
  /** Several intents in one Bundle; a dialect without it sends each by itself. */
  batches?: boolean;
  /** Answers to writes carry no position: it is asked for after them, once for all that were sent together. */
  positionAfterwards?: boolean;
  /** How it hears that something has changed; by WebSocket unless told otherwise. */
  listen?: (position: () => Promise<Answer<FeedPosition>>, handlers: Handlers) => () => void;
}

/** More free slots than any clinic has within the window; central may give fewer. */
const mostFound = 2000;
/** What would be a Bundle is independent of each other: alone, so many travel at a time. */
const lanesOfBatch = 4;

/** The desk's way to central over HTTP. */
export function fhirGateway(options: FhirGatewayOptions): CentralGateway {
  const base = `${options.fhirUrl.replace(/\/+$/, '')}/`;
  const stream = `Subscription/clinic-${options.clinicId}`;
  const onUnreadable = options.onUnreadable ?? (() => undefined);
  const clock = centralClock();
  const http = (options.openHttp ?? openHttp)({ ...options, onReply: clock.observe });
  const tokenUrl = options.tokenUrl ?? new URL('../token', base).href;
  const signIn = options.signIn ?? oauthSignIn(options, tokenUrl);
  const signedIn = session(http, tokens(http, { tokenUrl, signIn, now: options.now }));

  const request = (method: HttpRequest['method'], url: string, headers: HttpRequest['headers'], body: string | null) =>
    signedIn.attempt({ method, url: base + url, headers, body });
  const get = (url: string) => request('GET', url, {}, null);
  const post = (url: string, resource: FhirResource) =>
    request('POST', url, { 'content-type': fhirJson }, JSON.stringify(resource));

  async function written(intent: Intent, ifMatch: number | null): Promise<Attempt> {
    const { method, url, headers, body } = intentRequest(intent, ifMatch, options.clinicId);
    return await request(method, url, headers, body);
  }

  async function send(intent: Intent, ifMatch: number | null): Promise<Outcome> {
    const [attempt] = await placed([await written(intent, ifMatch)]);
    return outcomeOf(attempt ?? { kind: 'no-answer' }, options.now());
  }

  async function sendBatch(items: { intent: Intent; ifMatch: number | null }[]): Promise<Outcome[]> {
    if (items.length === 0) return [];
    if (options.batches === false) return await oneByOne(items);
    const attempt = await post('', batchBundle(items, options.clinicId));
    const targets = items.map(({ intent }) => actRequest(intent, options.clinicId).target);
    const outcomes = attempt.kind === 'reply' ? batchOutcomes(attempt, targets, options.now()) : null;
    if (outcomes !== null) return outcomes;
    const whole = outcomeOf(attempt, options.now());
    // The Bundle as such was turned down (its size, say), so none of it was evaluated: each for itself.
    if (whole.kind === 'refused') return await oneByOne(items);
    // 2xx without the answers that were asked for.
    return items.map(() => (whole.kind === 'applied' ? { kind: 'unknown' } : whole));
  }

  async function oneByOne(items: { intent: Intent; ifMatch: number | null }[]): Promise<Outcome[]> {
    const attempts: Attempt[] = items.map(() => ({ kind: 'not-sent' }));
    const left = [...items.entries()];
    const lane = async () => {
      for (let item = left.shift(); item !== undefined; item = left.shift()) {
        const [at, { intent, ifMatch }] = item;
        attempts[at] = await written(intent, ifMatch);
      }
    };
    await Promise.all(Array.from({ length: lanesOfBatch }, lane));
    return (await placed(attempts)).map((attempt) => outcomeOf(attempt, options.now()));
  }

  /** What lies behind a position that is asked for after the writes is behind each of them too. */
  async function placed(attempts: Attempt[]): Promise<Attempt[]> {
    if (!options.positionAfterwards || !attempts.some(succeeded)) return attempts;
    const last = await position();
    // It has happened, but until when the copy must come along is not known: the intent's fate will tell.
    if (last.kind !== 'ok') return attempts.map((attempt) => (succeeded(attempt) ? { kind: 'no-answer' } : attempt));
    const place = { [header.position.toLowerCase()]: positionToText(last.value) };
    return attempts.map((attempt) => (succeeded(attempt) ? { ...attempt, headers: { ...attempt.headers, ...place } } : attempt));
  }

  async function fate(attempt: Attempt): Promise<IntentFate | { kind: 'offline' }> {
    if (attempt.kind === 'not-sent' || attempt.kind === 'no-answer') return { kind: 'offline' };
    const found = attempt.kind === 'reply' && attempt.status === 200 ? parseFate(attempt.body) : null;
    if (found !== null) return fateOutcome(found);
    // No word about the intent. Never `refused` or `applied`: that would be the answer to the question, not to the intent.
    const outcome = outcomeOf(attempt, options.now());
    return outcome.kind === 'retry' || outcome.kind === 'unauthorised' ? outcome : { kind: 'unknown' };
  }

  async function position(): Promise<Answer<FeedPosition>> {
    return answerOf(await get(`${stream}/$status`), parseStatus);
  }

  async function events(since: FeedPosition, limit: number): Promise<Answer<FeedPage>> {
    const query = `eventsSinceNumber=${since.event}&epoch=${encodeURIComponent(since.epoch)}&_count=${limit}`;
    const attempt = await get(`${stream}/$events?${query}`);
    if (attempt.kind === 'reply' && attempt.status === 410) return await reseed();
    const answer = answerOf(attempt, (body) => readEvents(body, since, onUnreadable));
    if (answer.kind !== 'ok') return answer;
    return answer.value.kind === 'broken' ? await reseed() : { kind: 'ok', value: answer.value };
  }

  async function reseed(): Promise<Answer<FeedPage>> {
    const answer = await position();
    return answer.kind === 'ok' ? { kind: 'ok', value: { kind: 'reseed', position: answer.value } } : answer;
  }

  return {
    send,
    sendBatch,
    events,
    position,
    async fateOf(intentId) {
      return await fate(await get(`$intent?id=${encodeURIComponent(intentId)}`));
    },
    async voidIntent(intentId) {
      return await fate(await request('POST', `$intent-void?id=${encodeURIComponent(intentId)}`, {}, null));
    },
    async page(entity, after, limit) {
      const from = after === null ? '' : `&_after=${encodeURIComponent(after)}`;
      const attempt = await get(`${resourceTypeOf[entity]}?_count=${limit}${from}`);
      return answerOf(attempt, (body) => readPage(body, entity, onUnreadable));
    },
    async count(entity) {
      return answerOf(await get(`${resourceTypeOf[entity]}?_summary=count`), (body) =>
        isObject(body) && typeof body.total === 'number' ? body.total : null,
      );
    },
    async policy() {
      return answerOf(await get(`Basic/${policyId}`), (body) =>
        isObject(body) ? policyFromFhir(body as unknown as Basic) : null,
      );
    },
    async history(of) {
      return answerOf(await get(`AuditEvent?${historyQuery(of, options.clientId)}`), historyOf);
    },
    async heldSlots() {
      return answerOf(await get(`Slot?status=busy-tentative&_count=${mostFound}`), readHeldSlots);
    },
    async find(criteria) {
      const { from, to, clinicCodes, clinicId, actorId } = criteria;
      const parameters = findParameters({ start: from, end: to, clinicCodes, clinicId, actorKey: actorId, count: mostFound });
      const answer = answerOf(await post('Appointment/$find', parameters), proposalsToSlots);
      if (answer.kind !== 'ok') return answer;
      return { kind: 'ok', value: answer.value.filter(({ service }) => service === criteria.service) };
    },
    async search(search) {
      return answerOf(await post('Appointment/$find', searchParameters(search)), searchAnswerOf);
    },
    async hold(slotId) {
      const attempt = await post('Appointment/$hold', holdParameters(slotId));
      if (attempt.kind !== 'reply') return { kind: 'offline' };
      const hold = attempt.status < 300 ? holdOf(attempt.body) : null;
      if (hold !== null) return { kind: 'held', hold };
      const refusals = isOutcome(attempt.body) ? outcomeToRefusals(attempt.body) : [];
      return refusals.length > 0 ? { kind: 'refused', refusals } : { kind: 'offline' };
    },
    async release(holdId) {
      await request('DELETE', `Appointment/${encodeURIComponent(holdId)}`, {}, null);
    },
    async submission(question) {
      const attempt = await post('Task/$submission', submissionParameters(question));
      if (attempt.kind === 'reply' && attempt.status === 404 && isOutcome(attempt.body)) return { kind: 'ok', value: null };
      return answerOf(attempt, submissionFromParameters);
    },
    async clinics() {
      return answerOf(await get('Organization'), clinicsOfBundle);
    },
    async sendConfirmation(visitId, intentId) {
      const headers = { 'content-type': fhirJson, [header.requestId]: intentId };
      const body = JSON.stringify(confirmationParameters(visitId));
      const attempt = await request('POST', 'Appointment/$send-confirmation', headers, body);
      if (attempt.kind !== 'reply') return { kind: 'offline' };
      if (attempt.status < 300) return { kind: 'accepted' };
      const refusals = isOutcome(attempt.body) ? outcomeToRefusals(attempt.body) : [];
      return refusals.length > 0 ? { kind: 'refused', refusals } : { kind: 'offline' };
    },
    async eligibility(question) {
      const now = new Date(options.now()).toISOString();
      const attempt = await post('CoverageEligibilityRequest/$submit', eligibilityRequest(question, now));
      if (attempt.kind === 'reply' && attempt.status === 404 && isOutcome(attempt.body)) return { kind: 'ok', value: null };
      return answerOf(attempt, eligibilityAnswerOf);
    },
    listen(handlers) {
      if (options.listen) return options.listen(position, handlers);
      const binding = async () => {
        const answer = answerOf(await get(`${stream}/$get-ws-binding-token`), bindingOf);
        return answer.kind === 'ok' ? answer.value : null;
      };
      return listen(binding, handlers, options.userAgent, options.network);
    },
    clockOffsetMs: clock.offsetMs,
    async close() {
      http.close();
    },
  };
}

const succeeded = (attempt: Attempt): attempt is Reply => attempt.kind === 'reply' && attempt.status < 300;
