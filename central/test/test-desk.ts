/** A desk as tests use it: signs in and speaks FHIR over HTTP, nothing of core/remote. */
import { randomUUID } from 'node:crypto';
import type { Appointment, Bundle, OperationOutcome, Parameters, Resource } from 'fhir/r4';
import { importJWK, SignJWT } from 'jose';
import type { Patient } from '../../core/domain/patient.ts';
import type { Schedule } from '../../core/domain/schedule.ts';
import type { CancelReason, Visit } from '../../core/domain/visit.ts';
import { keyIdentifier, slotReference } from '../../core/fhir/keys.ts';
import { outcomeToRefusals } from '../../core/fhir/outcome.ts';
import { bookParameters, type CancelledBy, holdParameters, partOf } from '../../core/fhir/parameters.ts';
import { patientToFhir } from '../../core/fhir/patient.ts';
import { scheduleToFhir } from '../../core/fhir/schedule.ts';
import { parseEvents, type ReceivedPage } from '../../core/fhir/subscription-status.ts';
import { extension, fhirJson, system } from '../../core/fhir/systems.ts';
import { appointmentToVisit, visitToAppointment } from '../../core/fhir/visit-appointment.ts';
import type { DemoClient } from '../auth/clients.ts';

export interface Reply {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  body: any;
  /** Refusal codes, when it is an OperationOutcome. */
  codes: string[];
}

export interface Ask {
  body?: unknown;
  intent?: string | null;
  ifMatch?: number | string | null;
  headers?: Record<string, string>;
}

export interface TestDesk {
  clinicId: string;
  clientId: string;
  url: string;
  token: string;
  ask(method: string, path: string, ask?: Ask): Promise<Reply>;
  get(path: string): Promise<Reply>;
  publish(schedule: Schedule, ask?: Ask): Promise<Reply>;
  book(visit: Visit, patient: Patient | null, ask?: Ask): Promise<Reply>;
  move(visitId: string, slotId: string, version: number | null, ask?: Ask): Promise<Reply>;
  cancel(visitId: string, reason: CancelReason | null, version: number | null, by?: CancelledBy, ask?: Ask): Promise<Reply>;
  hold(slotId: string): Promise<Reply>;
  events(since: number, epoch: string, count?: number): Promise<ReceivedPage>;
  position(): Promise<{ epoch: string; event: number }>;
  visit(visitId: string): Promise<Visit | null>;
}

export async function signIn(url: string, client: DemoClient): Promise<TestDesk> {
  const answer = await askToken(url, client, await assertion(client, `${url}/token`));
  const { access_token } = (await answer.json()) as { access_token: string };
  return deskWith(url, client, access_token);
}

export function askToken(url: string, _client: DemoClient, clientAssertion: string): Promise<Response> {
  return fetch(`${url}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: clientAssertion,
    }),
  });
}

export async function assertion(
  client: Pick<DemoClient, 'clientId' | 'jwk'>,
  audience: string,
  some: { jti?: string; seconds?: number; subject?: string } = {},
): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(client.clientId)
    .setSubject(some.subject ?? client.clientId)
    .setAudience(audience)
    .setJti(some.jti ?? randomUUID())
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + (some.seconds ?? 120))
    .sign(await importJWK(client.jwk, 'ES256'));
}

export function deskWith(url: string, client: Pick<DemoClient, 'clinic' | 'clientId'>, token: string): TestDesk {
  const desk: TestDesk = {
    clinicId: client.clinic,
    clientId: client.clientId,
    url,
    token,
    async ask(method, path, { body, intent = randomUUID(), ifMatch, headers } = {}) {
      const response = await fetch(`${url}/fhir${path}`, {
        method,
        headers: {
          ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': fhirJson }),
          ...(intent === null || method === 'GET' ? {} : { 'x-request-id': intent }),
          ...(ifMatch === undefined || ifMatch === null
            ? {}
            : { 'if-match': typeof ifMatch === 'number' ? `W/"${ifMatch}"` : ifMatch }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const parsed: unknown = text === '' ? null : JSON.parse(text);
      const codes = outcomeToRefusals(parsed).map(({ code }) => code);
      return { status: response.status, headers: response.headers, body: parsed, codes };
    },
    get: (path) => desk.ask('GET', path),
    publish: (schedule, ask) =>
      desk.ask('PUT', `/Schedule?identifier=urn:okienko:schedule|${schedule.id}`, { body: scheduleToFhir(schedule), ...ask }),
    book: (visit, patient, ask) => {
      const appointment = visitToAppointment({ ...visit, version: 0 });
      const sent = patient && patientToFhir({ ...patient, version: 0 });
      return desk.ask('POST', '/Appointment/$book', {
        body: bookParameters({ appointment, patient: sent, cancelledBy: null }),
        ...ask,
      });
    },
    move: (visitId, slotId, version, ask) => {
      const appointment = { ...bare(visitId), status: 'booked', slot: [slotReference(slotId)] } as Appointment;
      return desk.ask('POST', '/Appointment/$book', {
        body: bookParameters({ appointment, patient: null, cancelledBy: null }),
        ifMatch: version,
        ...ask,
      });
    },
    cancel: (visitId, reason, version, by = 'patient', ask = {}) => {
      const appointment = {
        ...bare(visitId),
        status: 'cancelled',
        ...(reason === null ? {} : { cancelationReason: { coding: [{ system: system.cancelReason, code: reason }] } }),
      } as Appointment;
      return desk.ask('POST', '/Appointment/$book', {
        body: bookParameters({ appointment, patient: null, cancelledBy: by }),
        ifMatch: version,
        ...ask,
      });
    },
    hold: (slotId) => desk.ask('POST', '/Appointment/$hold', { body: holdParameters(slotId) }),
    async events(since, epoch, count = 1000) {
      const reply = await desk.get(
        `/Subscription/clinic-${client.clinic}/$events?eventsSinceNumber=${since}&epoch=${epoch}&_count=${count}`,
      );
      const page = parseEvents(reply.body);
      if (page === null) throw new Error(`no page of events: ${reply.status}`);
      return page;
    },
    async position() {
      const { body } = await desk.get(`/Subscription/clinic-${client.clinic}/$status`);
      return {
        epoch: partOf(body, 'epoch')?.valueString ?? '',
        event: Number(partOf(body, 'events-since-subscription-start')?.valueString),
      };
    },
    async visit(visitId) {
      const { body } = await desk.get(`/Appointment?identifier=urn:okienko:visit|${visitId}`);
      const found = (body as Bundle).entry?.[0]?.resource;
      return found ? appointmentToVisit(found as Appointment) : null;
    },
  };
  return desk;
}

/** The visit in an answer of `$book`, or the current one that a refusal brings. */
export function visitOf({ body }: Reply): Visit | null {
  const bundle = partOf(body as Parameters, 'return')?.resource as Bundle | undefined;
  const resource: Resource | undefined =
    bundle?.entry?.[0]?.resource ?? (body as OperationOutcome).contained?.find((item) => item.resourceType === 'Appointment');
  return resource ? appointmentToVisit(resource as Appointment) : null;
}

/** A batch entry of one `$book`. */
export function bookEntry(visit: Visit, patient: Patient | null, intent: string): NonNullable<Bundle['entry']>[number] {
  return {
    resource: bookParameters({
      appointment: visitToAppointment({ ...visit, version: 0 }),
      patient: patient && patientToFhir({ ...patient, version: 0 }),
      cancelledBy: null,
    }),
    request: { method: 'POST', url: 'Appointment/$book', extension: [{ url: extension.intent, valueString: intent }] },
  };
}

const bare = (visitId: string) => ({ resourceType: 'Appointment', identifier: [keyIdentifier('Appointment', visitId)] });
