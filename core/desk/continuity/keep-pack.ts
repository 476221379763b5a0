import type { ContinuityView, PackFile, PackTrouble } from '../../contract/continuity-views.ts';
import { addDays, localDateOf } from '../../domain/time.ts';
import { folderTrouble } from '../../store/folder-trouble.ts';
import type { Clock, Timers } from '../../sync/ports.ts';
import { readDay } from '../calendar-queries.ts';
import type { DeskContext } from '../desk-context.ts';
import { dayPages } from './day-pages.ts';
import { dayPdf } from './day-pdf.ts';
import { packFileName, removeOldPacks, writePackFile } from './pack-folder.ts';
import { isForbidden, type PackSettings, readPackSettings, readPackTrouble, writePackTrouble } from './pack-settings.ts';

/** After the start, so that it does not compete with it. */
const firstMs = 10_000;
/** A morning of bookings is one file a minute, not one a booking. */
const lookEveryMs = 60_000;
/** Even when nothing changes: `Stan na` must not grow old, and the day turns. */
const atLeastEveryMs = 15 * 60_000;
const daysAhead = 14;

export interface ContinuityPack {
  view(): ContinuityView;
  /** The settings were changed, or somebody wants it now. Never throws; what went wrong is in the view. */
  write(): Promise<void>;
  /** Takes this desk's files away from a folder. */
  clear(folder: string): Promise<void>;
  stop(): Promise<void>;
}

/** Keeps the lists of today and of the next working day as PDF in a folder, fresh while the program runs. */
export function keepPack(desk: DeskContext, clock: Clock, timers: Timers): ContinuityPack {
  let files: PackFile[] = [];
  let trouble: PackTrouble | null = null;
  let changed = true;
  let writtenAtMs = Number.NEGATIVE_INFINITY;
  let stopped = false;
  /** One writing at a time: two would name the same file. */
  let running: Promise<void> = Promise.resolve();
  let disarm = timers.after(firstMs, look);
  const stopChanges = desk.store.onChange(() => {
    changed = true;
  });

  function look(): void {
    if (stopped) return;
    // A clock that was set back must not stop it for hours.
    const isDue = changed || Math.abs(clock.now() - writtenAtMs) >= atLeastEveryMs;
    if (isDue) void write();
    disarm = timers.after(lookEveryMs, look);
  }

  function write(): Promise<void> {
    running = running.then(writeAll).catch((error: unknown) => {
      const why = troubleOf(error);
      desk.machine.log('error', 'continuity-failed', { why });
      note(why);
    });
    return running;
  }

  async function writeAll(): Promise<void> {
    const settings = readPackSettings(desk);
    if (stopped || !settings.on || settings.protection === null) return;
    changed = false;
    writtenAtMs = clock.now();
    const today = localDateOf(desk.time.now());
    const made: PackFile[] = [];
    for (const date of [today, nextWorkingDay(desk, today)]) if (date !== null) made.push(await writeDay(date, settings));
    await removeOldPacks(
      settings.folder,
      desk.deskId,
      made.map(({ name }) => name),
    );
    files = made;
    note(null);
  }

  /** Kept, so that Stan and `okienko check` tell it without this program writing again. */
  function note(why: PackTrouble | null): void {
    trouble = why;
    if (!stopped && readPackTrouble(desk) !== why) writePackTrouble(desk, why);
  }

  async function writeDay(date: string, { folder, password, protection }: PackSettings): Promise<PackFile> {
    const now = desk.time.now();
    const facts = {
      clinicName: desk.central?.clinicName ?? '',
      day: readDay(desk, date),
      now,
      confirmedAsOf: desk.central?.sync.status().confirmedAsOf ?? null,
    };
    const name = packFileName(date, desk.deskId);
    await writePackFile(folder, name, await dayPdf(dayPages(facts), protection === 'password' ? password : null));
    return { name, date, writtenAt: now };
  }

  return {
    view() {
      const { on, folder, protection } = readPackSettings(desk);
      const folderFixed = desk.machine.policy.values.continuityFolder !== undefined;
      const forbidden = isForbidden(desk);
      return { on, forbidden, folder, folderFixed, protection, files: on ? files : [], trouble: on ? trouble : null };
    },
    write,
    clear(folder) {
      files = [];
      running = running.then(() => removeOldPacks(folder, desk.deskId, [])).catch(() => undefined);
      return running;
    },
    async stop() {
      stopped = true;
      disarm();
      stopChanges();
      await running;
    },
  };
}

/** The first day after `today` on which anybody receives patients; null = none is published so near. */
function nextWorkingDay(desk: DeskContext, today: string): string | null {
  for (let ahead = 1; ahead <= daysAhead; ahead++) {
    const date = addDays(today, ahead);
    if (readDay(desk, date).columns.length > 0) return date;
  }
  return null;
}

function troubleOf(error: unknown): PackTrouble {
  const code = folderTrouble(error, '')?.code;
  return code === 'folder-unusable' || code === 'folder-read-only' || code === 'disk-full' ? code : 'write-failed';
}
