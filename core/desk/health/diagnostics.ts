import { homedir } from 'node:os';
import type { DiagnosticsFile } from '../../contract/health-views.ts';
import type { DeskContext } from '../desk-context.ts';
import { deskCounts } from '../entity-counts.ts';
import { readHealth } from './read-health.ts';
import { logTail } from './redacted-log.ts';
import { type ZipEntry, zip } from './zip.ts';

/** One file for support: what Stan tells, counts, what was slow, the newest lines of the log. No person, no note, no path that names a user. */
export async function readDiagnostics(desk: DeskContext): Promise<DiagnosticsFile> {
  const entries = await diagnosticsEntries(desk);
  return {
    name: `okienko-${desk.time.now().slice(0, 16).replaceAll(':', '')}.zip`,
    base64: zip(entries, new Date(desk.time.now())).toString('base64'),
  };
}

export async function diagnosticsEntries(desk: DeskContext): Promise<ZipEntry[]> {
  const { policy, versions, folder, ...status } = await readHealth(desk);
  const state = {
    program: 'Okienko',
    deskId: desk.deskId,
    ...status,
    folder: withoutUser(folder),
    counts: deskCounts(desk.reads),
    queue: desk.store.journal.counts(),
    backups: desk.store.backups().map(({ at, bytes }) => ({ at, bytes })),
  };
  return [
    { name: 'status.json', text: json(state) },
    { name: 'policy.json', text: json({ ...policy, values: withoutUsers(policy.values) }) },
    { name: 'versions.json', text: json(versions) },
    { name: 'slow-calls.json', text: json(desk.machine.slow.list()) },
    { name: 'desk.log', text: (await logTail(desk.machine.logFile)).map((line) => `${line}\n`).join('') },
  ];
}

const json = (content: unknown) => `${JSON.stringify(content, null, 2)}\n`;

const withoutUsers = (values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, withoutUser(value)]));

/** The account's name is often the person's. */
export function withoutUser(path: string, home: string = homedir()): string {
  return path.startsWith(home) ? `~${path.slice(home.length)}` : path.replace(/([\\/](?:Users|home)[\\/])[^\\/]+/i, '$1…');
}
