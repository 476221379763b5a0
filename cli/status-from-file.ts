import { readStatusFile } from '../core/desk/health/status-file.ts';
import { NoDesk } from './home.ts';
import type { Options } from './options.ts';
import type { Output } from './output.ts';
import { printStatus, saidAlready, troublesOf, wrongLines } from './status-commands.ts';
import type { Texts } from './texts.ts';

/** A running desk writes each minute; after so long it has ended without closing, or hangs. */
const staleMinutes = 5;

/**
 * For whoever cannot open the desk (a monitor under another account): what the program wrote down last. null = it wrote nothing,
 * or something else went wrong.
 */
export function statusFromFile(error: unknown, { dataDir, json }: Options, texts: Texts, out: Output): boolean | null {
  if (!(error instanceof NoDesk)) return null;
  const kept = readStatusFile(dataDir);
  if (kept === null) return null;
  out.say(error.message);
  const minutes = Math.max(0, Math.round((Date.now() - Date.parse(kept.writtenAt)) / 60_000));
  out.say(texts.fromStatusFile(minutes));
  const troubles = [
    ...(kept.running && minutes >= staleMinutes ? ['not-answering'] : []),
    ...troublesOf(kept.status),
    ...wrongLines(kept.health).filter((name) => !saidAlready.includes(name)),
  ];
  printStatus(kept.status, kept.health, troubles, json, out);
  return troubles.length === 0;
}
