import { homedir } from 'node:os';
import type { DiagnosticsFile } from '../../contract/health-views.ts';
import type { DeskContext } from '../desk-context.ts';
import { deskCounts } from '../entity-counts.ts';
import { readHealth } from './read-health.ts';
import { logTail } from './redacted-log.ts';

/** One file for support: what Stan tells, counts, the newest lines of the log. No person, no note, no path that names a user. */
export async function readDiagnostics(desk: DeskContext): Promise<DiagnosticsFile> {
  const health = await readHealth(desk);
  const content = {
    program: 'Okienko',
    deskId: desk.deskId,
    ...health,
    folder: withoutUser(health.folder),
    counts: deskCounts(desk.reads),
    queue: desk.store.journal.counts(),
    backups: desk.store.backups().map(({ at, bytes }) => ({ at, bytes })),
    log: await logTail(desk.machine.logFile),
  };
  return {
    name: `okienko-${desk.time.now().slice(0, 16).replaceAll(':', '')}.json`,
    text: `${JSON.stringify(content, null, 2)}\n`,
  };
}

/** The account's name is often the person's. */
export function withoutUser(path: string, home: string = homedir()): string {
  return path.startsWith(home) ? `~${path.slice(home.length)}` : path.replace(/([\\/](?:Users|home)[\\/])[^\\/]+/i, '$1…');
}
