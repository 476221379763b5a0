/**
 * Stand-in for Electron's own default app, which the Cypress build of the test Electron lacks: `electron [switches] <folder>`
 * loads the app in that folder. Playwright passes `-r <its loader>` before the folder.
 */
const { app } = require('electron');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const preloads = [];
let folder = null;
for (let index = 1; index < process.argv.length && folder === null; index += 1) {
  const argument = process.argv[index];
  if (argument === '-r' || argument === '--require') {
    index += 1;
    preloads.push(process.argv[index]);
  } else if (!argument.startsWith('-')) {
    folder = path.resolve(argument);
  }
}
if (folder === null) {
  process.stderr.write('usage: electron [-r module] <folder of the app>\n');
  process.exit(2);
}

const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version);
app.setPath('userData', path.join(app.getPath('appData'), app.getName()));
app.setAppPath(folder);

const main = path.join(folder, manifest.main);
Module._preloadModules(preloads);
if (main.endsWith('.cjs')) {
  Module._load(main, Module, true);
} else {
  import(pathToFileURL(main).href).catch((error) => {
    process.stderr.write(`${error.stack}\n`);
    app.exit(1);
  });
}
