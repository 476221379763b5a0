import { randomUUID } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { createRouterClient } from '@orpc/server';
import type { Change } from '../contract/views.ts';
import { pilotPolicy } from '../domain/policy-values.ts';
import { type Role, roles } from '../domain/role.ts';
import type { UpdateState } from '../domain/update-state.ts';
import { fhirGateway } from '../remote/gateway.ts';
import { type Network, openNetwork } from '../remote/network/network.ts';
import { proxyChoice } from '../remote/network/proxy-choice.ts';
import { silentHttp } from '../remote/network/silent-http.ts';
import { trustedAuthorities } from '../remote/network/trusted-authorities.ts';
import { p1Gateway } from '../remote/p1/p1-gateway.ts';
import type { DeskStore, StoreCheck } from '../store/desk-store.ts';
import { openStore } from '../store/open-store.ts';
import type { RotationEnd } from '../store/rotate-keys.ts';
import { StoreError } from '../store/store-error.ts';
import { rekeyFormerFiles } from '../store/take-backup.ts';
import type { CentralGateway, CentralTime, Clock, Journal, Timers } from '../sync/ports.ts';
import { startSync } from '../sync/start-sync.ts';
import { actor, type Caller } from './access/acting.ts';
import { deskAccess } from './access/desk-access.ts';
import { broadcast } from './broadcast.ts';
import { signingKey, tlsIdentity } from './certificates/certificates.ts';
import { keepPack } from './continuity/keep-pack.ts';
import { mergeChanges } from './desk-change.ts';
import { type DemoTls, type DeskConnection, keepConnection, type WantedConnection } from './desk-connection.ts';
import type { DeskContext } from './desk-context.ts';
import { deskImport } from './desk-import.ts';
import { aloneProgram, type DeskProgram } from './desk-program.ts';
import { networkTroubles } from './health/network-troubles.ts';
import { noteCheck, withoutCredentials } from './health/read-health.ts';
import { slowCallBook } from './health/slow-calls.ts';
import { tellHealth } from './health/tell-health.ts';
import type { DeskClient } from './local-client.ts';
import { startLocalServer } from './local-server.ts';
import { noPolicy, type ReadPolicy } from './machine-policy/machine-policy.ts';
import { sameAddress } from './machine-policy/same-address.ts';
import { OpenDeskError } from './open-desk-error.ts';
import { type DeskRouter, deskRouter } from './router.ts';
import { scheduleBackups } from './safety/backups.ts';
import { scheduleRetention } from './safety/retention.ts';
import { safetyOf } from './safety/safety.ts';
import { changeOf, changeOfHolds } from './store-changes.ts';
import { type LineSwitch, lineSwitch } from './training/line-switch.ts';
import { viewReads } from './view-reads.ts';
import { askWhenOnline } from './waiting/ask-when-online.ts';
import { watchNetwork } from './watch-network.ts';

export interface OpenDeskOptions {
  /** Made when it is not there; one process at a time. Never on a network drive. */
  dataDir: string;
  /** 32 bytes. */
  key: Uint8Array;
  /** How a change of keys before this opening ended (completeRotation). */
  rotation?: RotationEnd | null;
  /** Ends core and starts it again; without it a change of keys waits for the next start. */
  restart?: () => void;
  /** Kept in the journal, so that later openings need none. */
  connection: WantedConnection;
  /** What the command line of this computer may do; whoever has the user's session can reach it. By default what IT may. */
  commandLineRoles?: readonly Role[];
  /** What IT has fixed for this computer; nothing unless told otherwise. */
  policy?: ReadPolicy;
  /** The system's proxy settings for an address, as a PAC answer. Without it the environment counts (`HTTPS_PROXY`). */
  systemProxy?: (url: string) => Promise<string>;
  /** Where the program's log is written, for the diagnostics file. */
  logFile?: string;
  /** What the program around this desk can do for it. */
  program?: DeskProgram;
  clock: Clock;
  timers: Timers;
  /** Codes, ids and numbers only. */
  log(level: 'info' | 'warn' | 'error', event: string, facts: Record<string, string | number | boolean>): void;
}

export interface Desk {
  router: DeskRouter;
  /** The same contract for callers in this process. */
  client: DeskClient;
  /** Reads both files through; takes seconds with a large clinic and everything waits, so only where nobody works. */
  checkFiles(): StoreCheck;
  /** The computer woke up or came into another network: central is asked at once. */
  wake(): void;
  /** What the shell knows about a newer version. */
  tellUpdate(update: UpdateState): void;
  /** Settles when what was under way is written and the files are closed. */
  close(): Promise<void>;
}

/** A burst of the feed (an import, a reseed) is one change for the screen. */
const quietMs = 30;
const requestTimeoutMs = 20_000;

/**
 * Opens the data folder, starts sync, and lets the command line of the same user in by a local socket.
 *
 * @throws OpenDeskError `data-folder-in-use`, `newer-file`, `journal-unreadable`, `other-clinic`, `policy-clinic`,
 * `training-forbidden`
 */
export async function openDesk(options: OpenDeskOptions): Promise<Desk> {
  const store = openOwnedStore(options);
  try {
    return await assemble(store, options);
  } catch (error) {
    store.close();
    throw error;
  }
}

async function assemble(store: DeskStore, options: OpenDeskOptions): Promise<Desk> {
  const { clock, timers, log } = options;
  const connection = await keepConnection(store.journal, options.connection);
  const deskId = keepDeskId(store);
  const deskName = `desk-${deskId.slice(0, 8)}`;
  const program = options.program ?? aloneProgram;
  const isTraining = (program.training?.centralUrl ?? null) !== null;
  const policy = isTraining ? forTraining(options.policy ?? noPolicy) : (options.policy ?? noPolicy);
  requirePolicyClinic(policy, connection);
  const line = isTraining ? lineSwitch() : null;
  const central = connection && startCentral(store, connection, { deskId, policy, line }, options);
  const failed: { code(): string | null } = { code: () => null };

  const desk: DeskContext = {
    store,
    reads: viewReads(store.read),
    time: central?.sync.time ?? machineTime(clock),
    central,
    policy: () => store.copy.policy() ?? pilotPolicy,
    deskId,
    get author() {
      return actor()?.name ?? deskName;
    },
    newId: randomUUID,
    machine: {
      dataDir: options.dataDir,
      logFile: options.logFile ?? null,
      policy,
      centralAddress: connection && withoutCredentials(connection.fhirUrl),
      trouble: () => central?.trouble() ?? null,
      openNetwork: (tls) => wayOut(policy, options, tls, store.journal),
      renewIdentity: () => central?.network.renewIdentity(),
      backupFailed: () => failed.code(),
      unusedPolicy: new Set(),
      slow: slowCallBook(),
      update: { kind: 'unknown' },
      log,
    },
    program,
    line,
    changes: broadcast<Change>({ timers, quietMs, merge: mergeChanges }),
    statusChanges: broadcast<'changed'>({ timers, quietMs, merge: () => 'changed' }),
  };
  const commandLine = { name: `${deskName} okienko`, roles: options.commandLineRoles ?? ['it'], accountId: null } as const;
  const owner = { name: deskName, roles, accountId: null };
  const access = deskAccess(desk, {
    clock,
    timers,
    keyOf: { folder: options.dataDir, dataKey: options.key },
    rotation: options.rotation ?? null,
    ...(options.restart && { restart: options.restart }),
    ...(policy.values.lockMinutes !== undefined && { lockMinutes: policy.values.lockMinutes }),
  });
  await access.signInAtDemo();
  const actorOf = (caller: Caller) => (caller === 'screen' ? access.session.actor() : caller === 'owner' ? owner : commandLine);
  const backups = scheduleBackups({ store, clock, timers, log });
  failed.code = backups.failed;
  const pack = keepPack(desk, clock, timers);
  const retention = scheduleRetention({ store, clock, timers, log });
  const oldKeys = giveOldFilesTheNewKey(options);
  const router = deskRouter(desk, deskImport(desk), access, actorOf, safetyOf(options.dataDir, backups, pack));
  const told = tellHealth(desk, { clock, timers });
  const stopWatching = watchStore(desk);
  const stopAsking = askWhenOnline(desk, timers);
  const wake = (why: string) => {
    if (!central) return;
    log('info', 'network-changed', { why });
    central.network.forget();
    void central.sync.kick();
  };
  const stopNetworkWatch = central ? watchNetwork({ clock, timers, onChange: wake }) : () => undefined;
  const stopTroubles = central?.onTrouble((trouble) => {
    log(trouble === null ? 'info' : 'warn', 'network-trouble', { kind: trouble?.kind ?? 'none' });
    desk.statusChanges.publish('changed');
  });
  for (const { problem } of policy.problems) log('warn', 'policy-problem', { problem });
  const local = await startLocalServer(options.dataDir, router).catch((error: unknown) => {
    // The desk works without it; only the command line cannot reach this host.
    log('warn', 'local-socket-failed', { code: (error as NodeJS.ErrnoException).code ?? 'unknown' });
    return null;
  });
  if (store.recovery) log('error', 'journal-recovered', { why: store.recovery.why, regained: store.recovery.regained });
  if (store.copyWasSetAside) log('warn', 'copy-set-aside', { why: store.copyWasSetAside });
  log('info', 'desk-opened', { connected: central !== null });
  let closing: Promise<void> | null = null;

  return {
    router,
    client: createRouterClient(router, { context: { caller: 'owner' } }),
    checkFiles() {
      const check = store.check();
      noteCheck(store.journal, check, clock.now());
      return check;
    },
    wake: () => wake('resumed'),
    tellUpdate(update) {
      desk.machine.update = update;
      for (const name of update.kind === 'off' ? (update.unusedPolicy ?? []) : []) desk.machine.unusedPolicy.add(name);
      desk.statusChanges.publish('changed');
    },
    close() {
      closing ??= end();
      return closing;
    },
  };

  async function end(): Promise<void> {
    access.close();
    desk.changes.close();
    desk.statusChanges.close();
    await local?.close();
    await told.stop();
    stopWatching();
    stopAsking();
    stopNetworkWatch();
    stopTroubles?.();
    await pack.stop();
    retention.stop();
    await backups.stop();
    await oldKeys.stop();
    await central?.sync.stop();
    await central?.gateway.close();
    central?.network.close();
    store.close();
    log('info', 'desk-closed', {});
  }
}

/** Backups from before a change of keys, one after the other, while people work. */
function giveOldFilesTheNewKey({ dataDir, key, log }: OpenDeskOptions) {
  let stopped = false;
  const done = rekeyFormerFiles(dataDir, key, () => stopped).then(
    ({ left }) => left > 0 && log('warn', 'old-key-files-left', { left }),
    (error: unknown) => log('warn', 'old-key-files-failed', { code: (error as NodeJS.ErrnoException).code ?? 'unknown' }),
  );
  return {
    async stop() {
      stopped = true;
      await done;
    },
  };
}

/**
 * Training has a central of its own on this computer: what IT says of the clinic and its central is not about this one.
 * Whether there may be any training is.
 */
function forTraining(policy: ReadPolicy): ReadPolicy {
  if (policy.values.training === false)
    throw new OpenDeskError('training-forbidden', 'the policy of this machine forbids training');
  const { centralUrl: _central, clinicId: _clinic, ...values } = policy.values;
  return { ...policy, values };
}

/** A machine that IT has given to one clinic opens no other clinic's data. */
function requirePolicyClinic({ values }: ReadPolicy, connection: DeskConnection | null): void {
  if (values.clinicId === undefined || connection === null || connection.clinicId === values.clinicId) return;
  throw new OpenDeskError('policy-clinic', 'the policy of this machine names another clinic');
}

/** Through whatever proxy and authorities this computer has. */
function wayOut({ values }: ReadPolicy, { systemProxy }: OpenDeskOptions, tls: DemoTls | null, journal: Journal): Network {
  return openNetwork({
    proxyFor: proxyChoice({
      env: process.env,
      ...(values.proxy !== undefined && { fixed: values.proxy }),
      ...(systemProxy && { system: systemProxy }),
    }),
    authorities: () => {
      const trusted = trustedAuthorities(values.caFile ?? null);
      return tls ? [...(trusted ?? rootCertificates), tls.authority] : trusted;
    },
    // What IT has imported goes before what a demo lends.
    identity: () => tlsIdentity(journal) ?? tls,
  });
}

function startCentral(
  store: DeskStore,
  connection: DeskConnection,
  { deskId, policy, line }: { deskId: string; policy: ReadPolicy; line: LineSwitch | null },
  options: OpenDeskOptions,
) {
  const { clock, timers, log } = options;
  const { values } = policy;
  const troubles = networkTroubles();
  const network = wayOut(policy, options, connection.tls ?? null, store.journal);
  const mayAsk = values.centralUrl === undefined || sameAddress(values.centralUrl, connection.fhirUrl);
  if (!mayAsk) troubles.tell({ kind: 'other-central', host: new URL(connection.fhirUrl).host });
  const { fhirUrl, tokenUrl, clinicId, clientId, privateJwk } = connection;
  const open = connection.dialect === 'p1' ? p1Gateway : fhirGateway;
  const real = open({
    fhirUrl,
    ...(tokenUrl === undefined ? {} : { tokenUrl }),
    clinicId,
    clientId,
    privateJwk,
    signingKey: () => signingKey(store.journal) ?? privateJwk,
    requestTimeoutMs,
    userAgent: 'Okienko',
    now: clock.now,
    network,
    onTrouble: troubles.tell,
    ...(line && { openHttp: line.openHttp }),
    ...(!mayAsk && { openHttp: silentHttp }),
    onUnreadable: (resource) => log('warn', 'unreadable-resource', { resource: String(resource) }),
  });
  const gateway: CentralGateway = line?.over(real) ?? real;
  const sync = startSync({
    gateway,
    store,
    clock,
    timers,
    random: Math.random,
    log: (event, facts) => log('info', event, facts),
    deskId,
    clientId,
  });
  return { gateway, sync, network, ...troubles, clinicId, clinicName: connection.clinicName ?? '' };
}

function watchStore(desk: DeskContext): () => void {
  const tellStatus = () => desk.statusChanges.publish('changed');
  const stopChanges = desk.store.onChange((change) => {
    desk.changes.publish(changeOf(change, desk.reads));
    tellStatus();
  });
  const stopStatus = desk.central?.sync.onStatus(tellStatus);
  const stopHolds = desk.central?.sync.holds.onChange((slotIds) => desk.changes.publish(changeOfHolds(slotIds, desk.reads)));
  return () => {
    stopChanges();
    stopHolds?.();
    stopStatus?.();
  };
}

function openOwnedStore({ dataDir, key, clock }: OpenDeskOptions): DeskStore {
  try {
    return openStore({ dataDir, key, now: () => new Date(clock.now()) });
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    throw new OpenDeskError(error.code === 'in-use' ? 'data-folder-in-use' : error.code, error.message, error);
  }
}

function keepDeskId({ journal }: DeskStore): string {
  const known = journal.readSetting('desk-id');
  if (typeof known === 'string') return known;
  const made = randomUUID();
  journal.writeSetting('desk-id', made);
  return made;
}

/** While no central is configured there is no other clock. */
function machineTime(clock: Clock): CentralTime {
  return { now: () => `${new Date(clock.now()).toISOString().slice(0, 19)}Z`, offsetMs: () => null };
}
