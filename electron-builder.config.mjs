/**
 * The installers. `scripts/dist.mjs` stages the program (scripts/stage-app.mjs) and calls electron-builder with this.
 * Signing takes its secrets from the environment, as electron-builder documents: WIN_CSC_LINK, CSC_LINK, APPLE_API_KEY ...
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { applyFuses } from './electron/fuses.ts';

/** Never changes: Windows knows by it that a newer MSI replaces the one that is installed. */
export const upgradeCode = '{94D1836F-5A50-4D11-8B74-18A99C2CADF9}';

/** @param {{platform: 'linux'|'win'|'mac', appFolder: string, output: string, electron: {version: string, dist?: string, isElectron?: boolean}, unpack?: string[], channel?: string}} options */
export function builderConfig({ platform, appFolder, output, electron, unpack = [], channel = 'latest' }) {
  return {
    appId: 'pl.okienko.desk',
    productName: 'Okienko',
    copyright: 'Okienko, MIT',
    directories: { app: appFolder, output, buildResources: 'resources/icons' },
    electronVersion: electron.version,
    ...(electron.dist !== undefined && { electronDist: electron.dist }),
    asar: true,
    // A native module cannot be loaded from inside the archive.
    // Central's database reads its WebAssembly from the disk, in a thread of its own.
    asarUnpack: ['node_modules/better-sqlite3/prebuilds/**', 'central/**', 'node_modules/@electric-sql/**', ...unpack],
    files: ['**/*'],
    extraFiles: ['LICENSE', ...besideExecutable(platform)],
    extraResources: [{ from: `${appFolder}-beside`, to: '.', filter: ['**/*'] }],
    // Polish and English are enough: each language of Chromium's own is half a megabyte.
    electronLanguages: ['pl', 'en-US'],
    npmRebuild: false,
    nodeGypRebuild: false,
    publish: [{ provider: 'generic', url: 'https://updates.okienko.example/', channel }],
    ...(electron.isElectron !== false && {
      afterPack: (context) => setFuses(context, electron.dist === undefined ? 'all' : 'present'),
    }),
    win: {
      target: ['msi', 'nsis'],
      icon: 'resources/icons/icon.ico',
      requestedExecutionLevel: 'asInvoker',
      // By this name the updater knows its publisher; without it, by the name in the certificate.
      ...(process.env.OKIENKO_PUBLISHER && { signtoolOptions: { publisherName: [process.env.OKIENKO_PUBLISHER] } }),
      // A stand-in executable (tests on Linux) is no Electron: nothing can be written into it.
      signAndEditExecutable: electron.dist === undefined,
    },
    msi: {
      oneClick: false,
      perMachine: true,
      upgradeCode,
      createDesktopShortcut: true,
      createStartMenuShortcut: true,
      runAfterFinish: false,
      warningsAsErrors: false,
      artifactName: artifact(''),
    },
    nsis: {
      oneClick: false,
      perMachine: true,
      allowToChangeInstallationDirectory: false,
      deleteAppDataOnUninstall: false,
      artifactName: artifact('-Setup'),
    },
    mac: {
      target: [
        { target: 'dmg', arch: 'universal' },
        { target: 'pkg', arch: 'universal' },
        { target: 'zip', arch: 'universal' },
      ],
      category: 'public.app-category.medical',
      icon: 'resources/icons/icon.icns',
      minimumSystemVersion: '13.0',
      hardenedRuntime: true,
      gatekeeperAssess: false,
      entitlements: 'resources/mac/entitlements.plist',
      entitlementsInherit: 'resources/mac/entitlements.plist',
      // Notarises when APPLE_API_KEY (or APPLE_ID ...) is in the environment, otherwise electron-builder says that it did not.
      notarize: process.env.APPLE_API_KEY !== undefined || process.env.APPLE_ID !== undefined,
      x64ArchFiles: '**/node_modules/better-sqlite3/prebuilds/*',
    },
    pkg: { installLocation: '/Applications', allowAnywhere: false, allowCurrentUserHome: false },
    // fpm takes `source=target`; the script finds the program by itself.
    rpm: { fpm: [`${join(import.meta.dirname, 'resources/command-line/linux/okienko-cli')}=/usr/bin/okienko-cli`] },
    linux: {
      // The .deb is made by scripts/make-deb.mjs, which needs nothing but dpkg and is tested in CI.
      target: ['rpm', 'AppImage'],
      category: 'Office',
      icon: 'resources/icons/linux',
      executableName: 'okienko',
      maintainer: 'Okienko <it@okienko.example>',
      vendor: 'Okienko',
      synopsis: 'Registration desk of a clinic',
      description: 'The registration desk of a Polish clinic: works offline, in step with central e-registration (CeR).',
      desktop: { entry: { Name: 'Okienko', 'Comment[pl]': 'Rejestracja przychodni', StartupWMClass: 'Okienko' } },
    },
  };
}

/** The command line's script lies beside the program; inside a bundle of macOS only Contents/Resources may hold it. */
function besideExecutable(platform) {
  return platform === 'mac' ? [] : [{ from: `resources/command-line/${platform}`, to: '.' }];
}

/** electron-builder fills in its own placeholders. */
function artifact(part) {
  return `\${productName}${part}-\${version}-\${arch}.\${ext}`;
}

export const debianDependencies = [
  'libgtk-3-0',
  'libnss3',
  'libxss1',
  'libxtst6',
  'libatspi2.0-0',
  'libsecret-1-0',
  'libasound2',
  'libgbm1',
  'xdg-utils',
];

/** Before signing: a signature covers the fuses too. */
function setFuses({ appOutDir, electronPlatformName, packager }, known) {
  // What Electron shows when it finds no program.
  rmSync(`${appOutDir}/resources/default_app.asar`, { force: true });
  const { productFilename } = packager.appInfo;
  const names = {
    darwin: `${productFilename}.app`,
    mas: `${productFilename}.app`,
    win32: `${productFilename}.exe`,
    linux: 'okienko',
  };
  return applyFuses(`${appOutDir}/${names[electronPlatformName]}`, { known });
}
