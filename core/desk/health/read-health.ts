import { statfs } from 'node:fs/promises';
import { release, type } from 'node:os';
import manifest from '../../../package.json' with { type: 'json' };
import type { HealthView, PolicyView } from '../../contract/health-views.ts';
import { type HealthFacts, healthLines, worstLevel } from '../../domain/health-lines.ts';
import { localDateOf } from '../../domain/time.ts';
import { readCaFile } from '../../remote/network/trusted-authorities.ts';
import type { StoreCheck } from '../../store/desk-store.ts';
import { recoverySetting } from '../../store/recover-journal.ts';
import { filesAreChangingKeys } from '../../store/rotation-file.ts';
import type { Journal } from '../../sync/ports.ts';
import { heldKey, isBehind, isChanging } from '../access/clinic-key-state.ts';
import { lastRotation } from '../access/rotate-data-key.ts';
import { readCertificates } from '../certificates/certificates.ts';
import { packAgeMinutes, packFileName } from '../continuity/pack-folder.ts';
import { readPackSettings, readPackTrouble } from '../continuity/pack-settings.ts';
import { connectionOf, type DeskContext } from '../desk-context.ts';
import type { Machine } from './machine.ts';

const checkSetting = 'last-check';

interface KeptCheck {
  /** Own clock. */
  at: string;
  journal: boolean;
  copy: boolean;
  audit: boolean;
}

/** What reading the files through has found, kept for Stan. */
export function noteCheck(journal: Journal, check: StoreCheck, nowMs: number): void {
  if (!check.journalIsWhole) return;
  const audit = check.auditBreak === null && check.auditCut === null;
  const at = new Date(nowMs).toISOString();
  journal.writeSetting(checkSetting, { at, journal: true, copy: check.copyIsWhole, audit } satisfies KeptCheck);
}

export async function readHealth(desk: DeskContext): Promise<HealthView> {
  const { machine } = desk;
  const policy = policyView(machine);
  const lines = healthLines(await factsOf(desk, policy));
  return {
    at: desk.time.now(),
    worst: worstLevel(lines),
    lines,
    versions: versionsOf(desk),
    folder: machine.dataDir,
    central: machine.centralAddress === null ? null : { address: machine.centralAddress, clinicId: desk.central?.clinicId ?? '' },
    policy,
  };
}

async function factsOf(desk: DeskContext, policy: PolicyView): Promise<HealthFacts> {
  const { machine, store } = desk;
  const counts = store.journal.counts();
  const now = Date.parse(desk.time.now());
  const ownNow = Date.now();
  const [oldest] = store.journal.list(['pending', 'sending', 'unknown'], 1);
  const [backup] = store.backups();
  const head = store.log.auditHead()?.n ?? 0;
  const asOf = desk.central?.sync.status().confirmedAsOf ?? store.copy.asOf();
  const check = store.journal.readSetting(checkSetting) as KeptCheck | null;
  const offsetMs = desk.time.offsetMs();
  return {
    connection: connectionOf(desk),
    trouble: machine.trouble(),
    // Training moves central's clock on purpose: the difference says nothing of this computer.
    clockOffsetSeconds: offsetMs === null || desk.line !== null ? null : -offsetMs / 1000,
    queue: {
      open: counts.pending + counts.sending + counts.unknown,
      unknown: counts.unknown,
      refused: counts.parked,
      oldestMinutes: oldest ? minutesBetween(oldest.intent.at, now) : null,
    },
    copyAgeMinutes: asOf === null ? null : minutesBetween(asOf, now),
    backup: {
      ageMinutes: backup ? minutesBetween(backup.at, ownNow) : null,
      uncovered: head > (backup?.n ?? 0),
      failed: machine.backupFailed(),
    },
    recovered: store.journal.readSetting(recoverySetting) !== null,
    check: check && { ...check, ageHours: minutesBetween(check.at, ownNow) / 60 },
    keys: keyFacts(desk, ownNow),
    clinicKey: clinicKeyFacts(desk, now),
    lists: await listFacts(desk, ownNow),
    freeMegabytes: await freeMegabytes(machine.dataDir),
    certificates: readCertificates(desk).map(({ use, days }) => ({ use, days })),
    policy: { fixed: policy.source !== null, problems: policy.problems.length },
    update: machine.update,
  };
}

function keyFacts({ machine, store }: DeskContext, nowMs: number): HealthFacts['keys'] {
  const last = lastRotation(store.journal);
  const ageDays = last && last.why === null ? minutesBetween(last.at, nowMs) / (24 * 60) : null;
  return { asked: filesAreChangingKeys(machine.dataDir), failed: last?.why ?? null, ageDays };
}

function clinicKeyFacts(desk: DeskContext, nowMs: number): HealthFacts['clinicKey'] {
  const at = heldKey(desk)?.ring?.at;
  return {
    state: isBehind(desk) ? 'behind' : isChanging(desk) ? 'changing' : 'fine',
    ageDays: at === undefined ? null : minutesBetween(at, nowMs) / (24 * 60),
  };
}

/** The lists for a failure, as they lie in their folder: also when another process keeps them. */
async function listFacts(desk: DeskContext, ownNow: number): Promise<HealthFacts['lists']> {
  const { on, folder } = readPackSettings(desk);
  if (!on) return { on, trouble: null, ageMinutes: null };
  const today = packFileName(localDateOf(desk.time.now()), desk.deskId);
  return { on, trouble: readPackTrouble(desk), ageMinutes: await packAgeMinutes(folder, today, ownNow) };
}

const minutesBetween = (instant: string, nowMs: number) => (nowMs - Date.parse(instant)) / 60_000;

async function freeMegabytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return (bavail * bsize) / 1024 ** 2;
  } catch {
    return null;
  }
}

function policyView({ policy, trouble, unusedPolicy }: Machine): PolicyView {
  const values = Object.fromEntries(
    Object.entries(policy.values).map(([name, value]) => [name, withoutCredentials(String(value))]),
  );
  const problems: PolicyView['problems'] = [...policy.problems];
  const { caFile } = policy.values;
  const caProblem = caFile === undefined ? null : readCaFile(caFile).problem;
  if (caProblem !== null) problems.push({ name: 'caFile', problem: caProblem });
  if (trouble()?.kind === 'other-central') problems.push({ name: 'centralUrl', problem: 'not-used' });
  for (const name of unusedPolicy) {
    const ofUpdates = name === 'updateChannel' || name === 'updateUrl';
    problems.push({ name, problem: ofUpdates ? 'not-updating' : 'no-effect' });
  }
  return { source: policy.source, values, problems };
}

export function withoutCredentials(text: string): string {
  return text.replace(/^(\w[\w+.-]*:\/\/)[^/@]*@/, '$1');
}

function versionsOf(desk: DeskContext): Record<string, string> {
  const { electron, chrome, node } = process.versions;
  const { sqlite } = desk.store.read.prepare('SELECT sqlite_version() AS sqlite').get() as { sqlite: string };
  return {
    program: manifest.version,
    system: `${type()} ${release()} ${process.arch}`,
    ...(electron !== undefined && { electron }),
    ...(chrome !== undefined && { chromium: chrome }),
    node,
    sqlite,
  };
}
