import { accessSync, constants, existsSync } from 'node:fs';
import { app } from 'electron';
import electronUpdater from 'electron-updater';
import type { MachinePolicy } from '../core/desk/machine-policy/machine-policy.ts';
import type { UpdateState } from '../core/domain/update-state.ts';
import { logEvent } from './log.ts';
import { unusedUpdatePolicy, updateChannel } from './update-channel.ts';
import { fixedProxy } from './update-proxy.ts';
import { startUpdates, type Updater } from './updates.ts';

/** Written in when the program is built (vite.config.ts); nothing in the environment of a running one changes it. */
const releaseKey = process.env.OKIENKO_UPDATE_PUBLIC_KEY || null;
/** After the start the desk has better things to do. */
const firstMs = 2 * 60_000;
const everyMs = 6 * 60 * 60_000;

/** Joins electron-updater with this machine. `config`: a feed for tests, in unpackaged runs only (`--updates-by=FILE`). */
export async function watchForUpdates(policy: MachinePolicy, config: string | null, tell: (state: UpdateState) => void) {
  const facts = { platform: process.platform, packaged: app.isPackaged, executable: process.execPath };
  const chosen = updateChannel({
    ...facts,
    ...(config !== null && !app.isPackaged && { packaged: true }),
    policy: policy.updateChannel,
    appImage: process.env.APPIMAGE,
    exists: existsSync,
    writable,
  });
  if ('off' in chosen) {
    logEvent('info', 'updates-off', { why: chosen.off });
    const unusedPolicy = unusedUpdatePolicy(policy, chosen);
    if (chosen.off !== 'checkout') tell({ kind: 'off', why: chosen.off, ...(unusedPolicy.length > 0 && { unusedPolicy }) });
    return;
  }
  const updater = electronUpdater.autoUpdater;
  if (config !== null && !app.isPackaged) {
    updater.forceDevUpdateConfig = true;
    updater.updateConfigPath = config;
  }
  const fixed = fixedProxy(policy.proxy);
  if (fixed !== null) await updater.netSession.setProxy(fixed.proxy);
  // The system's proxies that ask for a password are given none: nobody is asked for one in the middle of work.
  updater.signals.login((_proxy, answer) => (fixed?.signIn ? answer(...fixed.signIn) : answer('', '')));
  startUpdates({
    updater: updater as Updater,
    channel: chosen.channel,
    feed: policy.updateUrl ?? null,
    signedBy: releaseKey,
    firstMs: config === null ? firstMs : 500,
    everyMs,
    after(ms, callback) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    tell,
    log: logEvent,
  });
}

function writable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
