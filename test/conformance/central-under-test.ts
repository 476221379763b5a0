/** One real central on an embedded database, and clinics with two desks each that speak to it through a recording proxy. */
import { importJWK, SignJWT } from 'jose';
import { startCentral } from '../../central/start.ts';
import type { Act, Intent } from '../../core/domain/intent.ts';
import type { Schedule, Slot } from '../../core/domain/schedule.ts';
import { fhirGateway } from '../../core/remote/gateway.ts';
import type { Answer, CentralGateway, Outcome, SlotCriteria } from '../../core/sync/ports.ts';
import { anIntent, aSchedule } from './builders.ts';
import { type RecordingProxy, recordingProxy } from './recording-proxy.ts';

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
  const central = await startCentral({ admin: true, clock: centralStart, onFault: (error) => faults.push(error) });
  const proxy = await recordingProxy(central.url);
  const desks: CentralGateway[] = [];

  const open = ({ clinic, clientId, jwk }: Client) => {
    const desk = fhirGateway({
      fhirUrl: proxy.fhirUrl,
      tokenUrl: central.tokenUrl,
      clinicId: clinic,
      clientId,
      privateJwk: jwk as Parameters<typeof fhirGateway>[0]['privateJwk'],
      requestTimeoutMs: 20_000,
      userAgent: 'okienko-conformance',
      now: Date.now,
    });
    desks.push(desk);
    return desk;
  };

  return {
    url: central.url,
    fhirUrl: central.fhirUrl,
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
        accessToken: () => tokenFor(central.tokenUrl, clients[0]),
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
      await proxy.close();
      await central.close();
      if (faults.length > 0) throw faults[0];
    },
  };
}

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
