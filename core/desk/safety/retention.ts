import { z } from 'zod';
import type { RetentionView } from '../../contract/safety-views.ts';
import { type Retention, type RetentionKind, retentionCuts, retentionKinds, usualRetention } from '../../domain/retention.ts';
import type { DeskStore } from '../../store/desk-store.ts';
import type { Clock, Journal, Timers } from '../../sync/ports.ts';
import type { DeskContext } from '../desk-context.ts';

const settingName = 'retention';
const lastName = 'retention-last';

/** After the start, so that it does not compete with it; then it looks each hour whether the day's run is due. */
const firstLookMs = 10 * 60_000;
const lookEveryMs = 60 * 60_000;
const dayMs = 24 * 60 * 60_000;
/** Rows of each kind in one transaction, and the pause after it: a command in between waits for some milliseconds. */
const batch = 500;
const pauseMs = 100;

const kept = z.record(z.enum(retentionKinds), z.number());
type Last = NonNullable<RetentionView['last']>;

export function readRetention({ store: { journal } }: Pick<DeskContext, 'store'>): RetentionView {
  const own = kept.safeParse(journal.readSetting(settingName)).data;
  return { days: { ...usualRetention, ...own }, usual: usualRetention, last: journal.readSetting(lastName) as Last | null };
}

export function saveRetention(desk: DeskContext, days: Retention): RetentionView {
  const before = readRetention(desk).days;
  const changed = retentionKinds.filter((kind) => before[kind] !== days[kind]);
  if (changed.length > 0) {
    const pick = (values: Retention) => Object.fromEntries(changed.map((kind) => [kind, values[kind]]));
    desk.store.log.note({
      at: desk.time.now(),
      author: desk.author,
      what: 'save-retention',
      beforeRef: null,
      afterRef: null,
      reason: null,
      key: 'desk:retention',
      before: pick(before),
      after: pick(days),
    });
    desk.store.journal.writeSetting(settingName, days);
  }
  return readRetention(desk);
}

export interface RetentionNeeds {
  store: Pick<DeskStore, 'prune' | 'log'> & { journal: Pick<Journal, 'readSetting' | 'writeSetting'> };
  clock: Clock;
  timers: Timers;
  log(level: 'info' | 'warn' | 'error', event: string, facts: Record<string, string | number | boolean>): void;
}

/** Once a day, in small steps, takes away what is older than it may be; one line in the audit log says how much. */
export function scheduleRetention({ store, clock, timers, log }: RetentionNeeds): { stop(): void } {
  let disarm = timers.after(firstLookMs, look);

  function look(): void {
    const last = store.journal.readSetting(lastName) as Last | null;
    // A clock that was set back must not stop it for years.
    const isDue = last === null || Math.abs(clock.now() - Date.parse(last.at)) >= dayMs;
    if (isDue) step(noRows());
    else disarm = timers.after(lookEveryMs, look);
  }

  function step(sum: Record<RetentionKind, number>): void {
    try {
      const { days } = readRetention({ store } as Pick<DeskContext, 'store'>);
      const gone = store.prune(retentionCuts(days, new Date(clock.now()).toISOString()), batch);
      for (const kind of retentionKinds) sum[kind] += gone[kind];
      if (retentionKinds.some((kind) => gone[kind] > 0)) disarm = timers.after(pauseMs, () => step(sum));
      else finish(sum);
    } catch (error) {
      log('error', 'retention-failed', { code: (error as { code?: string }).code ?? 'unknown' });
      disarm = timers.after(lookEveryMs, look);
    }
  }

  function finish(counts: Record<RetentionKind, number>): void {
    const at = new Date(clock.now()).toISOString();
    if (retentionKinds.some((kind) => counts[kind] > 0)) {
      const afterRef = retentionKinds.map((kind) => `${kind}:${counts[kind]}`).join(' ');
      store.log.note({ at, author: 'okienko', what: 'retention', beforeRef: null, afterRef, reason: null });
      log('info', 'retention', { ...counts });
    }
    store.journal.writeSetting(lastName, { at, counts } satisfies Last);
    disarm = timers.after(lookEveryMs, look);
  }

  return { stop: () => disarm() };
}

const noRows = (): Record<RetentionKind, number> => ({ visits: 0, acts: 0, tasks: 0, changes: 0, audit: 0 });
