import { ageOf, type CertificateAge, type CertificateLeft } from './certificate.ts';
import type { NetworkTrouble } from './network-trouble.ts';
import type { UpdateState } from './update-state.ts';

/** What can be known of a desk without anything personal: states, ages, counts. */
export interface HealthFacts {
  connection: 'online' | 'offline' | 'seeding' | 'unauthorised' | 'unconnected';
  trouble: NetworkTrouble | null;
  /** Our clock minus central's; null = not measured. */
  clockOffsetSeconds: number | null;
  /** `oldestMinutes`: age of the oldest change that central does not have; null = it has them all. */
  queue: { open: number; unknown: number; refused: number; oldestMinutes: number | null };
  /** Since the copy was known to be complete; null = there is none yet. */
  copyAgeMinutes: number | null;
  /** `uncovered`: something was entered since. `failed`: code of the last attempt that made none. */
  backup: { ageMinutes: number | null; uncovered: boolean; failed: string | null };
  /** The journal was restored, and nobody has said that he knows. */
  recovered: boolean;
  /** The last time that the files were read through; null = never. */
  check: { ageHours: number; journal: boolean; copy: boolean; audit: boolean } | null;
  /** The data key. `asked`: a change of keys waits for the next start. `failed`: why the last one was given up. */
  keys: { asked: boolean; failed: string | null; ageDays: number | null };
  /** The clinic's key. `changing`: asked for here, not taken by central yet. `behind`: changed at another desk, not opened here yet. */
  clinicKey: { state: 'fine' | 'changing' | 'behind'; ageDays: number | null };
  /** Lists for a failure. `ageMinutes`: of today's; null = there is none. `trouble`: why they could not be written last. */
  lists: { on: boolean; trouble: ListsTrouble | null; ageMinutes: number | null };
  /** Room on the disk of the data; null = the system does not tell. */
  freeMegabytes: number | null;
  policy: { fixed: boolean; problems: number };
  update: UpdateState;
  /** Days until the clinic's certificates end; empty = none were imported. */
  certificates: readonly CertificateLeft[];
}

export type ListsTrouble = 'folder-unusable' | 'folder-read-only' | 'disk-full' | 'write-failed';

export type HealthLevel = 'ok' | 'warning' | 'wrong';

/**
 * One line of Stan. `what` names the finding, `facts` what its sentence needs. `warning`: works, but somebody should look; `wrong`:
 * does not mend itself.
 */
export interface HealthLine {
  name: HealthName;
  level: HealthLevel;
  what: HealthFinding;
  facts: Record<string, string | number>;
}

export const healthNames = [
  'connection',
  'clock',
  'queue',
  'copy',
  'backup',
  'journal',
  'keys',
  'clinicKey',
  'lists',
  'disk',
  'certificates',
  'policy',
  'update',
] as const;
export type HealthName = (typeof healthNames)[number];

export type HealthFinding =
  | 'fine'
  | 'unknown'
  | HealthFacts['connection']
  | NetworkTrouble['kind']
  | 'ahead'
  | 'behind'
  | 'waiting'
  | 'unanswered'
  | 'refusals'
  | 'stale'
  | 'missing'
  | 'failed'
  | 'late'
  | 'recovered'
  | 'damaged'
  | 'audit-broken'
  | 'never-checked'
  | 'off'
  | ListsTrouble
  | 'low'
  | 'full'
  | 'none'
  | 'problems'
  | 'off-policy'
  | 'off-installed'
  | 'ready'
  | CertificateAge;

const hour = 60;
const day = 24 * hour;
/** The rules go by central's clock; beyond this a person is misled. */
const misleadingSeconds = 120;
const uselessSeconds = 15 * 60;
/** A backup is made each hour in which something was entered. */
const backupLateMinutes = 2 * hour;
/** They are written each quarter of an hour while the program runs. */
const listsLateMinutes = hour;
const lowMegabytes = 2048;
const fullMegabytes = 500;

/** Is everything in order? Each line apart, in the order of the screen. */
export function healthLines(facts: HealthFacts): HealthLine[] {
  return [
    connectionLine(facts),
    clockLine(facts),
    queueLine(facts),
    copyLine(facts),
    backupLine(facts),
    journalLine(facts),
    keysLine(facts),
    clinicKeyLine(facts),
    listsLine(facts),
    diskLine(facts),
    certificatesLine(facts),
    policyLine(facts),
    updateLine(facts),
  ];
}

export function worstLevel(lines: readonly HealthLine[]): HealthLevel {
  if (lines.some(({ level }) => level === 'wrong')) return 'wrong';
  return lines.some(({ level }) => level === 'warning') ? 'warning' : 'ok';
}

const line = (name: HealthName, level: HealthLevel, what: HealthFinding, facts: HealthLine['facts'] = {}): HealthLine => ({
  name,
  level,
  what,
  facts,
});

/** Waiting mends neither of these. */
const needsSomebody: readonly NetworkTrouble['kind'][] = [
  'certificate',
  'client-certificate',
  'tls-version',
  'proxy-sign-in',
  'proxy-refused',
  'other-central',
];

function connectionLine({ connection, trouble }: HealthFacts): HealthLine {
  if (connection === 'online') return line('connection', 'ok', 'online');
  if (connection === 'seeding') return line('connection', 'ok', 'seeding');
  if (connection === 'unauthorised') return line('connection', 'wrong', 'unauthorised');
  if (connection === 'unconnected') return line('connection', 'wrong', 'unconnected');
  return trouble === null ? line('connection', 'warning', 'offline') : networkLine(trouble);
}

/** What keeps this computer from central, for whoever tries to reach it. */
export function networkLine(trouble: NetworkTrouble): HealthLine {
  const { kind, ...facts } = trouble;
  const told = Object.entries(facts).filter((entry): entry is [string, string | number] => entry[1] !== null);
  return line('connection', needsSomebody.includes(kind) ? 'wrong' : 'warning', kind, Object.fromEntries(told));
}

function clockLine({ clockOffsetSeconds: offset }: HealthFacts): HealthLine {
  if (offset === null) return line('clock', 'ok', 'unknown');
  const seconds = Math.round(Math.abs(offset));
  if (seconds <= misleadingSeconds) return line('clock', 'ok', 'fine', { seconds });
  const minutes = Math.round(seconds / 60);
  return line('clock', seconds > uselessSeconds ? 'wrong' : 'warning', offset > 0 ? 'ahead' : 'behind', { minutes });
}

function queueLine({ queue: { open, unknown, refused, oldestMinutes } }: HealthFacts): HealthLine {
  const minutes = Math.round(oldestMinutes ?? 0);
  if (refused > 0) return line('queue', 'warning', 'refusals', { count: refused });
  if (minutes >= day) return line('queue', 'wrong', 'waiting', { count: open, minutes });
  if (unknown > 0 && minutes >= 15) return line('queue', 'warning', 'unanswered', { count: unknown, minutes });
  if (minutes >= hour) return line('queue', 'warning', 'waiting', { count: open, minutes });
  return open > 0 ? line('queue', 'ok', 'waiting', { count: open, minutes }) : line('queue', 'ok', 'fine');
}

function copyLine({ connection, copyAgeMinutes: minutes }: HealthFacts): HealthLine {
  if (minutes === null) return line('copy', connection === 'seeding' ? 'ok' : 'warning', 'missing');
  if (minutes >= day) return line('copy', 'warning', 'stale', { minutes: Math.round(minutes) });
  return line('copy', 'ok', 'fine', { minutes: Math.max(0, Math.round(minutes)) });
}

function backupLine({ backup: { ageMinutes, uncovered, failed } }: HealthFacts): HealthLine {
  if (failed !== null) return line('backup', 'wrong', 'failed', { code: failed });
  if (ageMinutes === null) return line('backup', uncovered ? 'warning' : 'ok', 'missing');
  const minutes = Math.max(0, Math.round(ageMinutes));
  if (!uncovered || minutes < backupLateMinutes) return line('backup', 'ok', 'fine', { minutes });
  return line('backup', minutes >= day ? 'wrong' : 'warning', 'late', { minutes });
}

function journalLine({ recovered, check }: HealthFacts): HealthLine {
  if (check && !check.journal) return line('journal', 'wrong', 'damaged');
  if (check && !check.audit) return line('journal', 'wrong', 'audit-broken');
  if (recovered) return line('journal', 'warning', 'recovered');
  if (check === null) return line('journal', 'ok', 'never-checked');
  return line('journal', 'ok', 'fine', { hours: Math.max(0, Math.round(check.ageHours)) });
}

function keysLine({ keys: { asked, failed, ageDays } }: HealthFacts): HealthLine {
  if (asked) return line('keys', 'warning', 'waiting');
  if (failed !== null) return line('keys', 'warning', 'failed', { code: failed });
  return ageDays === null ? line('keys', 'ok', 'none') : line('keys', 'ok', 'fine', { minutes: Math.max(0, ageDays * day) });
}

function clinicKeyLine({ clinicKey: { state, ageDays } }: HealthFacts): HealthLine {
  if (state === 'changing') return line('clinicKey', 'ok', 'waiting');
  if (state === 'behind') return line('clinicKey', 'warning', 'behind');
  return ageDays === null
    ? line('clinicKey', 'ok', 'none')
    : line('clinicKey', 'ok', 'fine', { minutes: Math.max(0, ageDays * day) });
}

/** Whoever needs them has no power to look here: what is wrong with them is wrong before. */
function listsLine({ lists: { on, trouble, ageMinutes } }: HealthFacts): HealthLine {
  if (!on) return line('lists', 'ok', 'off');
  if (trouble !== null) return line('lists', 'wrong', trouble);
  if (ageMinutes === null) return line('lists', 'warning', 'missing');
  const minutes = Math.max(0, Math.round(ageMinutes));
  return minutes > listsLateMinutes ? line('lists', 'warning', 'late', { minutes }) : line('lists', 'ok', 'fine', { minutes });
}

function diskLine({ freeMegabytes: free }: HealthFacts): HealthLine {
  if (free === null) return line('disk', 'ok', 'unknown');
  const megabytes = Math.floor(free);
  if (megabytes < fullMegabytes) return line('disk', 'wrong', 'full', { megabytes });
  return line('disk', megabytes < lowMegabytes ? 'warning' : 'ok', megabytes < lowMegabytes ? 'low' : 'fine', { megabytes });
}

const certificateLevel: Record<CertificateAge, HealthLevel> = {
  fine: 'ok',
  ending: 'warning',
  soon: 'warning',
  urgent: 'wrong',
  expired: 'wrong',
};

/** The one that ends first. */
function certificatesLine({ certificates }: HealthFacts): HealthLine {
  const [first] = certificates.toSorted((a, b) => a.days - b.days);
  if (first === undefined) return line('certificates', 'ok', 'none');
  const age = ageOf(first.days);
  return line('certificates', certificateLevel[age], age, { use: first.use, days: Math.max(0, first.days) });
}

function policyLine({ policy: { fixed, problems } }: HealthFacts): HealthLine {
  if (problems > 0) return line('policy', 'warning', 'problems', { count: problems });
  return line('policy', 'ok', fixed ? 'fine' : 'none');
}

function updateLine({ update }: HealthFacts): HealthLine {
  if (update.kind === 'off') return line('update', 'ok', `off-${update.why}`);
  if (update.kind === 'ready') return line('update', 'ok', 'ready', { version: update.version });
  if (update.kind === 'failed') return line('update', 'warning', 'failed', { code: update.code });
  return line('update', 'ok', update.kind === 'current' ? 'fine' : 'unknown');
}
