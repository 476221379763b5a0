import { join } from 'node:path';
import { BrowserWindow, screen } from 'electron';
import { appPage } from './app-address.ts';
import { logEvent } from './log.ts';
import { placeWindow, smallest } from './window-state.ts';
import { windowStore } from './window-store.ts';

/** Paper of the design, so that the first frame does not flash. */
const background = '#f7f5f0';

/** The one window: hardened, where it was last time, and shown when its first frame is drawn. */
export function openDeskWindow(options: { shellFolder: string; developer: boolean }): BrowserWindow {
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
  reviveAfterCrash(window);
  window.loadURL(appPage).catch(() => logEvent('error', 'page-not-loaded', {}));
  return window;
}

/** A page that crashed is loaded again: core has everything, and what was typed into a form is kept by the page's own drafts. */
function reviveAfterCrash(window: BrowserWindow): void {
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    logEvent('error', 'page-ended', { reason, exitCode });
    if (reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload();
  });
}
