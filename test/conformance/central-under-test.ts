/**
 * One real central on an embedded database, and clinics with two desks each that speak to it through a recording proxy; in P1's
 * dialect when OKIENKO_DIALECT says so.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importJWK, SignJWT } from 'jose';
import { p1Tls } from '../../central/p1/p1-tls.ts';
import { startCentral } from '../../central/start.ts';
import type { Act, Intent } from '../../core/domain/intent.ts';
import type { Schedule, Slot } from '../../core/domain/schedule.ts';
import { fhirGateway } from '../../core/remote/gateway.ts';
import { type Network, openNetwork } from '../../core/remote/network/network.ts';
import { p1Gateway } from '../../core/remote/p1/p1-gateway.ts';
import type { Answer, CentralGateway, Outcome, SlotCriteria } from '../../core/sync/ports.ts';
import { anIntent, aSchedule } from './builders.ts';
import { type ProxyTls, type RecordingProxy, recordingProxy } from './recording-proxy.ts';

/** A Monday, seven in the morning in Warsaw. */
export const centralStart = '2026-03-02T06:00:00Z';

export interface CentralUnderTest {
  /** Of central itself, without the proxy. */
  url: string;
  fhirUrl: string;
  proxy: RecordingProxy;
  newClinic(): Promise<TestClinic>;
  close(): Promise<void>;
}

export interface TestClinic {
  id: string;
  desk: CentralGateway;
  otherDesk: CentralGateway;
  /** Token of the first desk for clients that are not ours. */
  accessToken(): Promise<string>;
  /** Publishes a schedule and answers its free slots of that kind, in order of time. */
  publish(over?: Partial<Schedule>): Promise<{ schedule: Schedule; first: Slot[]; continuation: Slot[] }>;
}

interface Client {
  clinic: string;
  clientId: string;
  jwk: Parameters<typeof importJWK>[0];
}

export async function centralUnderTest(): Promise<CentralUnderTest> {
  const faults: unknown[] = [];
  const isP1 = process.env.OKIENKO_DIALECT === 'p1';
  const tlsFolder = mkdtempSync(join(tmpdir(), 'okienko-tls-'));
  const tls = isP1 ? certificatesIn(tlsFolder) : null;
  const central = await startCentral({
    admin: true,
    clock: centralStart,
    onFault: (error) => faults.push(error),
    ...(isP1 ? { dialect: 'p1', p1: { tlsFolder } } : {}),
  });
  const deskSide = new URL(central.fhirUrl).origin;
  const proxy = await recordingProxy(deskSide, tls);
  // For clients that are not ours and know nothing of certificates.
  const openDoor = tls && (await recordingProxy(deskSide, tls, true));
  const network = tls && networkOf(tls);
  const desks: CentralGateway[] = [];

  const open = ({ clinic, clientId, jwk }: Client) => {
    const desk = (isP1 ? p1Gateway : fhirGateway)({
      fhirUrl: proxy.fhirUrl,
      tokenUrl: central.tokenUrl,
      clinicId: clinic,
      clientId,
      privateJwk: jwk as Parameters<typeof fhirGateway>[0]['privateJwk'],
      requestTimeoutMs: 20_000,
      userAgent: 'okienko-conformance',
      now: Date.now,
      ...(network ? { network } : {}),
    });
    desks.push(desk);
    return desk;
  };

  return {
    url: central.url,
    fhirUrl: openDoor?.fhirUrl ?? central.fhirUrl,
    proxy,
    async newClinic() {
      const response = await fetch(`${central.url}/admin/clinics`, { method: 'POST' });
      const { clients } = (await response.json()) as { clients: [Client, Client] };
      const [desk, otherDesk] = [open(clients[0]), open(clients[1])];
      const id = clients[0].clinic;
      return {
        id,
        desk,
        otherDesk,
        accessToken: async () =>
          openDoor === null
            ? await tokenFor(central.tokenUrl, clients[0])
            : await p1TokenFor(new URL('/token', openDoor.fhirUrl).href, clients[0]),
        async publish(over = {}) {
          const schedule = aSchedule(id, over);
          mustApply(await desk.send(anIntent({ kind: 'publish', schedule }), null));
          const slots = answered(await desk.find({ ...everyFirst, clinicId: id, actorId: schedule.actor.id }));
          const continuation = answered(await desk.page('slot', null, 5000)).rows.flatMap(({ row }) =>
            row ? [row as Slot] : [],
          );
          const byTime = (a: Slot, b: Slot) => a.startsAt.localeCompare(b.startsAt);
          return {
            schedule,
            first: slots.filter(({ kind }) => kind === 'first').sort(byTime),
            continuation: continuation
              .filter(({ kind, scheduleId }) => kind === 'continuation' && scheduleId === schedule.id)
              .sort(byTime),
          };
        },
      };
    },
    async close() {
      for (const desk of desks) await desk.close();
      network?.close();
      await proxy.close();
      await openDoor?.close();
      await central.close();
      rmSync(tlsFolder, { recursive: true });
      if (faults.length > 0) throw faults[0];
    },
  };
}

function certificatesIn(folder: string): ProxyTls {
  const { server, client } = p1Tls(folder, true);
  if (client === null) throw new Error('no certificate for desks');
  return { server, client };
}

const networkOf = ({ client }: ProxyTls): Network =>
  openNetwork({ proxyFor: async () => [null], authorities: () => [client.authority], identity: () => client });

const everyFirst: Omit<SlotCriteria, 'clinicId' | 'actorId'> = {
  service: 'cardiology',
  clinicCodes: ['1100'],
  from: '2026-03-02',
  to: '2026-04-30',
};

export function answered<T>(answer: Answer<T>): T {
  if (answer.kind !== 'ok') throw new Error(`no answer: ${JSON.stringify(answer)}`);
  return answer.value;
}

export function mustApply(outcome: Outcome): Extract<Outcome, { kind: 'applied' }> {
  if (outcome.kind !== 'applied') throw new Error(`not applied: ${JSON.stringify(outcome)}`);
  return outcome;
}

export const send = (desk: CentralGateway, act: Act, ifMatch: number | null = null, over: Partial<Intent> = {}) =>
  desk.send(anIntent(act, over), ifMatch);

/** Signs in as any OAuth2 client would, without a line of ours. */
async function tokenFor(tokenUrl: string, { clientId, jwk }: Client): Promise<string> {
  const assertion = await new SignJWT({})
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(tokenUrl)
    .setJti(crypto.randomUUID())
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(await importJWK(jwk, 'ES256'));
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  });
  const response = await fetch(tokenUrl, { method: 'POST', body });
  return ((await response.json()) as { access_token: string }).access_token;
}

/** The same in P1's words, written down once more by hand. */
async function p1TokenFor(tokenUrl: string, { clientId, jwk }: Client): Promise<string> {
  const provider = `2.16.840.1.113883.3.4424.2.3.1:${clientId}`;
  const assertion = await new SignJWT({ user_id: `1.2.3:${clientId}`, user_role: 'PRACOWNIK_ADMINISTRACYJNY' })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
    .setIssuer(provider)
    .setSubject(provider)
    .setAudience('https://ezdrowie.gov.pl/token')
    .setJti(crypto.randomUUID())
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(await importJWK(jwk, 'RS256'));
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    scope: 'https://ezdrowie.gov.pl/fhir-erejestracja',
  });
  const response = await fetch(tokenUrl, { method: 'POST', body });
  return ((await response.json()) as { accessToken: string }).accessToken;
}
