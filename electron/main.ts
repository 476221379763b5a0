/** The shell: one window, one process that hosts core, and nothing in between but a MessagePort. */

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow, dialog, ipcMain, MessageChannelMain, powerMonitor, session } from 'electron';
import { readMachinePolicy } from '../core/desk/machine-policy/read-machine-policy.ts';
import { setMenu } from './app-menu.ts';
import { declareAppScheme, serveRenderer } from './app-protocol.ts';
import { portMessage, requestPortMessage } from './bridge-channels.ts';
import { runCommandLine } from './command-line.ts';
import { commandLineWords, exitFile } from './command-line-words.ts';
import { guardContents, guardSession } from './contents-guard.ts';
import { type CoreHost, startCoreHost } from './core-host.ts';
import { dataArgument, foldersOf, updateConfigArgument } from './data-folder.ts';
import { keepForThisUser, keepForThisUserAlone, loadDataKey } from './data-key.ts';
import { openDeskWindow } from './desk-window.ts';
import type { ShownDesk } from './host-messages.ts';
import { logEvent, logFailure, startLog } from './log.ts';
import { proxyResolver } from './proxy-resolver.ts';
import { isTrustedSender } from './sender-check.ts';
import { failureSentence, shellMessages } from './shell-messages.ts';
import { spawnCentral } from './spawn-central.ts';
import { spawnHost } from './spawn-host.ts';
import { systemKeyStore } from './system-key-store.ts';
import { trainingCentral } from './training-central.ts';
import { watchForUpdates } from './watch-for-updates.ts';

const folders = foldersOf({
  userData: app.getPath('userData'),
  localAppData: process.env.LOCALAPPDATA,
  override: dataArgument(process.argv),
  packaged: app.isPackaged,
});
let window: BrowserWindow | null = null;
let host: CoreHost<Electron.MessagePortMain> | null = null;
let hostClosed = false;
const resolveProxy = proxyResolver();
const training = trainingCentral(folders.training, spawnCentral, (event, facts) => logEvent('info', event, facts));

app.setPath('userData', folders.shell);
// Every window is sandboxed anyway (desk-window.ts). As root, tests must pass --no-sandbox, which Chromium does not let us take back.
if (app.isPackaged || !app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
declareAppScheme();

const words = commandLineWords(process.argv);
if (words !== null) {
  runCommandLine(words, folders.desk, exitFile(process.argv));
} else if (app.requestSingleInstanceLock()) {
  startLog(folders.logFile);
  process.on('uncaughtException', (error) => logFailure('uncaught', error));
  process.on('unhandledRejection', (error) => logFailure('unhandled', error));
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
  app.on('second-instance', showWindow);
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', closeHostFirst);
  ipcMain.on(requestPortMessage, (event) => {
    if (isTrustedSender(event, window?.webContents.id ?? null)) handPortOver();
    else logEvent('warn', 'sender-refused', {});
  });
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      logFailure('start-failed', error);
      app.exit(1);
    });
} else {
  app.quit();
}

function start(): void {
  logEvent('info', 'started', { version: app.getVersion(), electron: process.versions.electron ?? '' });
  guardSession(session.defaultSession);
  serveRenderer(session.defaultSession, join(import.meta.dirname, '../renderer'));
  setMenu(!app.isPackaged);
  window = openDeskWindow({
    shellFolder: folders.shell,
    developer: !app.isPackaged,
    onCrashes: (again) => askAfterFailure('page-crashes', again),
  });
  window.on('closed', () => {
    window = null;
  });
  startHost();
  powerMonitor.on('resume', () => host?.wake());
  readMachinePolicy()
    .then(({ values }) => watchForUpdates(values, updateConfigArgument(process.argv), (state) => host?.tellUpdate(state)))
    .catch((error: unknown) => logFailure('updates', error));
}

/** The clinic's own desk, or, with its central's address, the training's: two folders that share nothing. */
function startHost(trainingUrl: string | null = null): void {
  const folder = trainingUrl === null ? folders.desk : folders.training.desk;
  const key = loadDataKey(folder, systemKeyStore());
  if (!key.ok) {
    askAfterFailure(key.failure, () => startHost(trainingUrl));
    return;
  }
  if (key.plainText) sayKeyIsPlain();
  const running = startCoreHost({
    spawn: () => spawnHost(app.isPackaged),
    dataFolder: folder,
    key: key.key,
    logFile: folders.logFile,
    trainingCentral: trainingUrl,
    resolveProxy,
    now: Date.now,
    after: (ms, callback) => {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    onOpened: sayReady,
    onUnsealed: (opened) => keepForThisUser(folder, opened, systemKeyStore()),
    onRekeyed: (changed) => keepForThisUserAlone(folder, changed, systemKeyStore()),
    onShow: showDesk,
    onRestart: handPortOver,
    onFailure: (code) => (trainingUrl === null ? askAfterFailure(code, () => running.retry()) : leaveTraining(code)),
    onLog: logEvent,
  });
  host = running;
  // The page may have asked before core's process was there.
  handPortOver();
}

/** The other desk is made ready first; only then is this one closed, and the window shows the other. */
async function showDesk(wanted: ShownDesk): Promise<boolean> {
  try {
    if (wanted === 'training') {
      const url = await training.start();
      void swapHost(async () => url);
    } else {
      // What the training's desk still writes must not meet a folder or a central that is gone.
      void swapHost(() => afterTraining(wanted));
    }
    return true;
  } catch (error) {
    sayTrainingFailed(error);
    return false;
  }
}

function leaveTraining(code: string): void {
  logEvent('error', 'training-failed', { code });
  dialog.showErrorBox(shellMessages.trainingFailedTitle, shellMessages.trainingFailed);
  void swapHost(() => afterTraining('own'));
}

async function afterTraining(wanted: ShownDesk): Promise<string | null> {
  await training.stop();
  if (wanted === 'own') return null;
  for (const folder of [folders.training.desk, folders.training.central]) rmSync(folder, { recursive: true, force: true });
  return training.start();
}

async function swapHost(next: () => Promise<string | null>): Promise<void> {
  const leaving = host;
  host = null;
  // Its last answer, that the other desk is coming, is still on its way to the page.
  await new Promise((resolve) => setTimeout(resolve, 100));
  try {
    await leaving?.close();
    startHost(await next());
  } catch (error) {
    // Without the training the clinic's own desk comes back, and the person is told why.
    startHost();
    sayTrainingFailed(error);
  }
}

function sayTrainingFailed(error: unknown): void {
  logFailure('training-failed', error);
  dialog.showErrorBox(shellMessages.trainingFailedTitle, shellMessages.trainingFailed);
}

function handPortOver(): void {
  if (window === null || host === null) return;
  const { port1, port2 } = new MessageChannelMain();
  host.connect(port1);
  window.webContents.postMessage(portMessage, null, [port2]);
}

/** One line for whoever started us from a checkout (`npm start`, tests). */
function sayReady(): void {
  if (!app.isPackaged) process.stdout.write('{"desk":"electron"}\n');
}

function sayKeyIsPlain(): void {
  logEvent('warn', 'key-in-plain-text', {});
  process.stderr.write('Okienko: this system has no key store, so the data key is only as safe as the data folder.\n');
}

function askAfterFailure(code: string, retry: () => void): void {
  logEvent('error', 'desk-failed', { code });
  const buttons = [shellMessages.retry, shellMessages.quit];
  const question = {
    type: 'error' as const,
    message: shellMessages.failureTitle,
    detail: failureSentence(code),
    buttons,
    defaultId: 0,
    cancelId: 1,
  };
  const asked = window === null ? dialog.showMessageBox(question) : dialog.showMessageBox(window, question);
  asked.then(({ response }) => (response === 0 ? retry() : app.quit())).catch((error: unknown) => logFailure('dialog', error));
}

function showWindow(): void {
  if (window?.isMinimized()) window.restore();
  window?.show();
  window?.focus();
}

/** Quitting waits until the journal is on the disk and core's process has ended. */
function closeHostFirst(event: Electron.Event): void {
  if (host === null || hostClosed) return;
  event.preventDefault();
  const closing = host;
  closing
    .close()
    .then((how) => logEvent(how === 'clean' ? 'info' : 'error', 'ended', { how }))
    .then(() => training.stop())
    .catch((error: unknown) => logFailure('ended', error))
    .finally(() => {
      hostClosed = true;
      app.quit();
    });
}
