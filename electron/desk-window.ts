import { join } from 'node:path';
import { BrowserWindow, screen } from 'electron';
import { appPage } from './app-address.ts';
import { logEvent } from './log.ts';
import { placeWindow, smallest } from './window-state.ts';
import { windowStore } from './window-store.ts';

/** Paper of the design, so that the first frame does not flash. */
const background = '#f7f5f0';

export interface WindowOptions {
  shellFolder: string;
  developer: boolean;
  /** The page crashes again and again; it stays empty until somebody asks for it. */
  onCrashes(again: () => void): void;
}

/** The one window: hardened, where it was last time, and shown when its first frame is drawn. */
export function openDeskWindow(options: WindowOptions): BrowserWindow {
  const store = windowStore(options.shellFolder);
  const state = store.read();
  const primary = screen.getPrimaryDisplay();
  const displays = [primary, ...screen.getAllDisplays().filter((display) => display.id !== primary.id)];
  const window = new BrowserWindow({
    ...placeWindow(
      state.bounds,
      displays.map((display) => display.workArea),
    ),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    backgroundColor: background,
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(import.meta.dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: options.developer,
    },
  });
  if (state.maximised) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => store.write({ bounds: window.getNormalBounds(), maximised: window.isMaximized() }));
  reviveAfterCrash(window, options.onCrashes);
  window.loadURL(appPage).catch(() => logEvent('error', 'page-not-loaded', {}));
  return window;
}

/** A page that ends so often within a minute ends again at once: then a person decides. */
const mostCrashes = 3;
const calmMs = 60_000;

/** A page that crashed is loaded again: core has everything, and what was typed into a form is kept by the page's own drafts. */
function reviveAfterCrash(window: BrowserWindow, onRepeated: (again: () => void) => void): void {
  let crashes: number[] = [];
  const again = () => {
    crashes = [];
    if (!window.isDestroyed()) window.webContents.reload();
  };
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    const now = Date.now();
    crashes = [...crashes.filter((at) => now - at < calmMs), now];
    logEvent('error', 'page-ended', { reason, exitCode, crashes: crashes.length });
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    if (crashes.length > mostCrashes) onRepeated(again);
    else window.webContents.reload();
  });
}
