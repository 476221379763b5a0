// The floor of the start budget: an empty Electron window that loads the same bundle, and nothing behind it.
const { app, BrowserWindow } = require('electron');
const { join } = require('node:path');

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1366, height: 768, webPreferences: { sandbox: true, contextIsolation: true } });
  window.loadFile(join(__dirname, '../../../dist/renderer/index.html'));
});
app.on('window-all-closed', () => app.quit());
