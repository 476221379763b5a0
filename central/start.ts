import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Policy } from '../core/domain/policy.ts';
import { AccessLog } from './access/access-log.ts';
import { registerAdmin } from './admin/http-admin.ts';
import { Attempts } from './attempts.ts';
import { AccessTokens } from './auth/access-tokens.ts';
import { demoClients } from './auth/clients.ts';
import { registerToken } from './auth/http-token.ts';
import { Together } from './booking/together.ts';
import type { Central } from './central.ts';
import { type CentralClock, openClock } from './central-clock.ts';
import { Crowd } from './crowd/crowd.ts';
import { paceCrowd, registerCrowd } from './crowd/http-crowd.ts';
import type { Database } from './db/database.ts';
import { beginEpoch, ensureCentral } from './db/ensure-central.ts';
import { openDatabase } from './db/open-database.ts';
import { expireEvents } from './feed/expire-events.ts';
import { Notices } from './feed/notices.ts';
import { serveWebSocket } from './feed/web-socket.ts';
import type { FhirCall } from './fhir-api/fhir-call.ts';
import { registerFhir } from './fhir-api/http-fhir.ts';
import { bookCalls, bookOne } from './fhir-api/write-calls.ts';
import { createHttpServer, type ServerTls } from './http-server.ts';
import { registerIkpPages } from './ikp/http-ikp-pages.ts';
import { registerIkp } from './ikp-api/http-ikp.ts';
import { leavesThisComputer, type MessageOptions, messagePorts } from './notifications/message-ports.ts';
import type { SignedReceiver } from './notifications/post-signed.ts';
import { NotificationWorker } from './notifications/worker.ts';
import { type DeskClient, forDesks } from './p1/p1-address.ts';
import { p1Server } from './p1/p1-server.ts';
import { p1Tls } from './p1/p1-tls.ts';
import { registerStyle } from './pages/send-page.ts';
import { defaultLimits, limitRates, type RequestLimits } from './request-limits.ts';
import { seedDemo } from './seed/seed-demo.ts';
import { SimpWorker } from './simp/simp-worker.ts';
import { registerMailbox, registerSmsGateway } from './sms/http-sms.ts';
import { WaitingRoom } from './waiting-room/waiting-room.ts';

export interface CentralOptions {
  /** `pglite:memory` (default), `pglite:<folder>` or `postgres://…`. */
  db?: string;
  /** `demo` fills an empty database with invented clinics and opens `/admin` and the test sign-in of `/ikp/api`. */
  seed?: 'demo' | 'none';
  /** Opens `/admin` (and the test sign-in) without the demo clinics. */
  admin?: boolean;
  /** 0 (default) = any free one. */
  port?: number;
  /** Settings that differ from the stored policy, for training and tests. */
  policy?: Partial<Policy>;
  /** UTC instant at which central's clock starts; null = the machine's time. */
  clock?: string | null;
  /** Address to listen on; loopback unless said otherwise. */
  host?: string;
  /** `https://central.example`: by which name desks and patients call it, when a proxy stands before it. */
  publicUrl?: string;
  /** Its own certificate: TLS without a proxy. */
  tls?: ServerTls;
  /** Addresses (or CIDR blocks, with commas) of the proxy before it. */
  trustProxy?: string;
  /** How messages reach patients; a medium without a way is not sent. Demo and `admin`: a mailbox shown at `/sms` instead. */
  messages?: MessageOptions;
  /** What differs from the usual limits of requests. */
  limits?: Partial<RequestLimits>;
  /** Told of the server before its routes are laid: tests list them, and call without a socket. */
  onServer?: (server: FastifyInstance) => void;
  /** R37: where booked and cancelled exams are passed to; without it they are kept until there is one. */
  simp?: SignedReceiver;
  /** How desks are spoken to (docs/p1.md); patients' pages are the same in both. */
  dialect?: 'fhir' | 'p1';
  /** P1 only: its own port (0 = any), and the folder with its certificates; demo and `admin` make what is missing there. */
  p1?: { port?: number; tlsFolder?: string };
  /** Told of faults of our own. */
  onFault?: (error: unknown) => void;
}

export interface RunningCentral {
  /** `http://127.0.0.1:<port>`, or the public name. */
  url: string;
  /** Where it listens itself. */
  address: string;
  fhirUrl: string;
  ikpUrl: string;
  tokenUrl: string;
  /** Demo desks with their private keys; empty without `seed: 'demo'` or `admin`. */
  clients: DeskClient[];
  clock: CentralClock;
  database: Database;
  /** Simulated patients; null without `seed: 'demo'` or `admin`. */
  crowd: Crowd | null;
  /** The database was restored from a backup: a new epoch, so that every desk fetches everything anew. */
  renewEpoch(): Promise<void>;
  /** Waits for running requests, closes sockets and the database. */
  close(): Promise<void>;
}

const expiryMs = 60 * 60_000;
const [minuteMs, dayMs] = [60_000, 24 * 60 * 60_000];

const aMinuteAndADay = (minute: number, day: number) => new Attempts({ most: minute, ms: minuteMs }, { most: day, ms: dayMs });

/** Starts a central on loopback. Throws when the database cannot be opened or the port is taken. */
export async function startCentral(options: CentralOptions = {}): Promise<RunningCentral> {
  const database = await openDatabase(options.db ?? 'pglite:memory');
  try {
    return await startOn(database, options);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function startOn(database: Database, options: CentralOptions): Promise<RunningCentral> {
  const stored = await ensureCentral(database);
  const record = { ...stored, policy: { ...stored.policy, ...options.policy } };
  const clock = await openClock(database, options.clock ?? null);
  if (options.seed === 'demo' && record.seed === null) {
    await seedDemo(database, clock.now());
    await database.exec('analyze');
  }
  const isDemo = options.seed === 'demo' || options.admin === true;
  const onFault = options.onFault ?? (() => undefined);
  const ports = messagePorts(options.messages ?? {}, isDemo ? database : null);
  const worker = new NotificationWorker({ database, clock, ports, onFault });
  const simp = options.simp ? new SimpWorker({ database, receiver: options.simp, onFault }) : null;
  const notices = new Notices(database, () => worker.wakeSoon());
  let url = '';
  const waitingRoom = new WaitingRoom({
    database,
    policy: record.policy,
    now: () => clock.now(),
    newId: randomUUID,
    announce: (events) => {
      for (const { clinicId, number } of events) notices.announce(clinicId, number);
    },
    onFault,
  });
  const limits = { ...defaultLimits, ...options.limits };
  const bookings = new Together((calls: readonly FhirCall[]) => bookCalls(central, calls));
  const central: Central = {
    database,
    clock,
    policy: record.policy,
    epoch: record.epoch,
    tokens: new AccessTokens(record.tokenSecret),
    notices,
    waitingRoom,
    accesses: new AccessLog(database, () => clock.now()),
    wrongCodes: aMinuteAndADay(limits.wrongCodesAMinute, limits.wrongCodesADay),
    eligibilityAsked: aMinuteAndADay(limits.eligibilityAMinute, limits.eligibilityADay),
    p1: null,
    book: (call) => (database.kind === 'pglite' ? bookings.add(call) : bookOne(central, call)),
    url: () => url,
    newId: randomUUID,
    onFault,
  };
  const server = createHttpServer(central, limits, { tls: options.tls ?? null, trustProxy: options.trustProxy ?? null });
  options.onServer?.(server);
  await limitRates(server, central, limits);
  const certificates = options.dialect === 'p1' ? p1Tls(options.p1?.tlsFolder ?? null, isDemo) : null;
  const p1 = certificates && (await p1Server(central, limits, certificates));
  if (p1 === null) {
    registerFhir(server, central);
    registerToken(server, central);
  }
  registerIkp(server, central, { testSignIn: isDemo, loginsAMinute: limits.loginsAMinute });
  registerStyle(server);
  registerIkpPages(server, central, { testSignIn: isDemo, loginsAMinute: limits.loginsAMinute });
  if (options.messages?.smsGateway) registerSmsGateway(server, central, options.messages.smsGateway.secret);
  if (isDemo) {
    registerAdmin(server, central);
    registerMailbox(server, central);
  }
  const crowd = isDemo ? new Crowd(central) : null;
  if (crowd) registerCrowd(server, central, crowd, leavesThisComputer(options.messages ?? {}) ? 'real-gateway' : null);
  await notices.start();
  worker.start();
  simp?.start();
  await waitingRoom.start();
  const endCrowd = crowd ? paceCrowd(crowd, onFault) : null;
  const sockets = p1 === null ? serveWebSocket(server.server, central) : null;
  const expiry = setInterval(() => void expireEvents(database, clock.now()).catch(central.onFault), expiryMs);
  const address = await server.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' });
  url = options.publicUrl ?? address;
  if (p1 !== null) {
    const own = await p1.listen({ port: options.p1?.port ?? 0, host: options.host ?? '127.0.0.1' });
    central.p1 = { fhirUrl: `${own}/fhir`, tokenUrl: `${own}/token`, tls: certificates?.client ?? null };
  }
  return {
    url,
    address,
    fhirUrl: central.p1?.fhirUrl ?? `${url}/fhir`,
    ikpUrl: `${url}/ikp/api`,
    tokenUrl: central.p1?.tokenUrl ?? `${url}/token`,
    clients: isDemo ? await forDesks(central, await demoClients(database)) : [],
    clock,
    database,
    crowd,
    async renewEpoch() {
      central.epoch = await beginEpoch(database);
    },
    async close() {
      clearInterval(expiry);
      await endCrowd?.();
      await sockets?.close();
      await p1?.close();
      await server.close();
      await waitingRoom.stop();
      await notices.stop();
      await worker.stop();
      await simp?.stop();
      await database.close();
    },
  };
}
