import type { UpdateState } from '../core/domain/update-state.ts';
import { errorFacts } from './error-facts.ts';
import type { LogFacts, LogLevel } from './log.ts';
import { type FeedEntry, isSignedEntry } from './update-signature.ts';

/** The part of electron-updater's AppUpdater that is used. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  autoRunAppAfterInstall: boolean;
  allowDowngrade: boolean;
  disableWebInstaller: boolean;
  channel: string | null;
  logger: unknown;
  setFeedURL(feed: { provider: 'generic'; url: string; channel: string }): void;
  checkForUpdates(): Promise<{
    isUpdateAvailable: boolean;
    updateInfo: FeedEntry;
    downloadPromise?: Promise<unknown> | null;
  } | null>;
  downloadUpdate(): Promise<unknown>;
  on(event: 'update-available' | 'update-downloaded', listener: (info: { version: string }) => void): unknown;
  on(event: 'update-not-available', listener: (info: { version: string }) => void): unknown;
}

export interface UpdateOptions {
  updater: Updater;
  channel: 'latest' | 'beta';
  /** Another place of the installers than the built-in one; null = that. */
  feed: string | null;
  /** The release key that must have signed the feed (update-signature.ts); null = this program was built without one. */
  signedBy: string | null;
  /** Keeps its hands off the first minutes of work. */
  firstMs: number;
  everyMs: number;
  after(ms: number, callback: () => void): () => void;
  tell(state: UpdateState): void;
  log(level: LogLevel, event: string, facts: LogFacts): void;
}

/**
 * Looks for a newer version, fetches and verifies it (digest of the feed, which the release key
 * has signed; on Windows and macOS the publisher's signature, too) and
 * leaves it to the end of the program: nothing is ever installed while somebody works.
 */
export function startUpdates(options: UpdateOptions): () => void {
  const { updater, channel, feed, tell, log } = options;
  updater.logger = null;
  if (feed !== null) updater.setFeedURL({ provider: 'generic', url: feed, channel });
  updater.channel = channel;
  // Setting a channel allows downgrades; older programs refuse newer data, so never.
  updater.allowDowngrade = false;
  updater.disableWebInstaller = true;
  // What is not signed is not even fetched.
  updater.autoDownload = options.signedBy === null;
  updater.autoInstallOnAppQuit = true;
  updater.autoRunAppAfterInstall = false;
  let ready: string | null = null;
  updater.on('update-available', ({ version }) => log('info', 'update-available', { version }));
  updater.on('update-not-available', ({ version }) => log('info', 'update-none', { version }));
  updater.on('update-downloaded', ({ version }) => {
    ready = version;
    log('info', 'update-ready', { version });
    tell({ kind: 'ready', version });
  });

  async function check(): Promise<void> {
    try {
      const found = await updater.checkForUpdates();
      if (options.signedBy !== null && found?.isUpdateAvailable) {
        if (!isSignedEntry(found.updateInfo, options.signedBy)) throw notSigned();
        await updater.downloadUpdate();
      }
      await found?.downloadPromise;
      if (ready === null) tell({ kind: 'current' });
    } catch (error) {
      const code = codeOf(error);
      log('warn', 'update-failed', { ...errorFacts(error), code });
      // What was fetched before is still good.
      if (ready === null) tell({ kind: 'failed', code });
    }
  }

  let disarm = options.after(options.firstMs, round);
  let stopped = false;
  function round(): void {
    void check().finally(() => {
      if (!stopped) disarm = options.after(options.everyMs, round);
    });
  }
  return () => {
    stopped = true;
    disarm();
  };
}

const notSigned = () => Object.assign(new Error('the feed is not signed by the release key'), { code: 'ERR_UPDATE_NOT_SIGNED' });

/** Chromium's network errors have no code, only `net::ERR_…` in their message. */
function codeOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return code;
  return /net::(ERR_[A-Z_]+)/.exec(String(message))?.[1] ?? 'unknown';
}
