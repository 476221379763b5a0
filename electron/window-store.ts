import { ipcMain } from 'electron';
import Store from 'electron-store';
import { type Rectangle, readState, type WindowState } from './window-state.ts';

/** The window's place, kept in `window.json` of the shell's folder. */
export function windowStore(folder: string): { read(): WindowState; write(state: WindowState): void } {
  const store = new Store<{ bounds: Rectangle | null; maximised: boolean }>({
    cwd: folder,
    name: 'window',
    defaults: { bounds: null, maximised: false },
    clearInvalidConfig: true,
  });
  // electron-store opens a channel for renderers that would use it; ours never does, and it would be one without a sender check.
  ipcMain.removeAllListeners('electron-store-get-data');
  return { read: () => readState(store.store), write: (state) => store.set({ ...state }) };
}
