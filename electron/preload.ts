/** The whole bridge between page and shell: a few named things, no passthrough. */
import { contextBridge, ipcRenderer } from 'electron';
import { portMessage, requestPortMessage } from './bridge-channels.ts';

contextBridge.exposeInMainWorld('okienko', {
  requestPort: () => ipcRenderer.send(requestPortMessage),
});

ipcRenderer.on(portMessage, ({ ports }) => {
  const port = ports[0];
  if (port) window.postMessage(portMessage, window.location.origin, [port]);
});
