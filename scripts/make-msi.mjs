/**
 * An MSI from an unpacked Windows build by Debian's `wixl` (package wixl): per machine, silent with `msiexec /qn`, replaced by the
 * next version. `wixl` takes relative paths only, so the build must lie inside the checkout. Used where Windows and its WiX are not at hand; a release takes electron-builder's MSI, with the same upgrade code.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { upgradeCode } from '../electron-builder.config.mjs';
import { root } from './project.mjs';

/** Path of the MSI made in `folder` from `unpacked` (electron-builder's `win-unpacked`). */
export function makeMsi(unpacked, folder, { version } = ownPackage()) {
  mkdirSync(folder, { recursive: true });
  const source = join(folder, 'okienko.wxs');
  const target = join(folder, `Okienko-${version}-x64.msi`);
  writeFileSync(source, product(unpacked, version));
  const { status, stderr, error } = spawnSync('wixl', ['--arch', 'x64', '--output', target, source], {
    cwd: root,
    encoding: 'utf8',
  });
  if (error?.code === 'ENOENT') throw new Error('wixl is not installed (see .ci/run)');
  if (status !== 0) throw new Error(`wixl failed: ${stderr.trim()}`);
  return target;
}

function product(unpacked, version) {
  const components = [];
  const tree = directory(unpacked, unpacked, components, 8);
  return `<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
  <Product Id="*" Name="Okienko" Language="1045" Codepage="1250" Version="${version}" Manufacturer="Okienko" UpgradeCode="${upgradeCode}">
    <Package InstallerVersion="500" Compressed="yes" InstallScope="perMachine" Description="Okienko ${version}" />
    <MajorUpgrade DowngradeErrorMessage="Zainstalowana jest nowsza wersja programu Okienko." />
    <Media Id="1" Cabinet="okienko.cab" EmbedCab="yes" />
    <Icon Id="okienko.ico" SourceFile="resources/icons/icon.ico" />
    <Property Id="ARPPRODUCTICON" Value="okienko.ico" />
    <Property Id="ARPNOMODIFY" Value="1" />
    <Directory Id="TARGETDIR" Name="SourceDir">
      <Directory Id="ProgramFiles64Folder">
        <Directory Id="INSTALLDIR" Name="Okienko">
${tree}
        </Directory>
      </Directory>
      <Directory Id="ProgramMenuFolder" />
      <Directory Id="DesktopFolder" />
    </Directory>
    <Feature Id="Program" Level="1">
${components.map((id) => `      <ComponentRef Id="${id}" />`).join('\n')}
    </Feature>
  </Product>
</Wix>
`;
}

/** One component a file: the key file by which Windows Installer repairs it. */
function directory(folder, base, components, depth) {
  const pad = '  '.repeat(depth);
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((entry) => {
      const path = join(folder, entry.name);
      const id = idOf(relative(base, path));
      if (entry.isDirectory()) {
        return `${pad}<Directory Id="d${id}" Name="${xml(entry.name)}">\n${directory(path, base, components, depth + 1)}\n${pad}</Directory>`;
      }
      components.push(`c${id}`);
      const file = `Id="f${id}" Source="${xml(relative(root, path))}" Name="${xml(entry.name)}" KeyPath="yes"`;
      return `${pad}<Component Id="c${id}" Guid="${guidOf(relative(base, path))}" Win64="yes"><File ${file}${shortcuts(path === join(base, 'Okienko.exe'), pad)}</Component>`;
    })
    .join('\n');
}

function shortcuts(isProgram, pad) {
  if (!isProgram) return ' />';
  const one = (id, where) =>
    `\n${pad}  <Shortcut Id="${id}" Directory="${where}" Name="Okienko" WorkingDirectory="INSTALLDIR" Icon="okienko.ico" Advertise="yes" />`;
  return `>${one('StartMenuShortcut', 'ProgramMenuFolder')}${one('DesktopShortcut', 'DesktopFolder')}\n${pad}</File>`;
}

/** Stable over versions, so that an upgrade knows which file is which. */
function guidOf(path) {
  const hex = createHash('sha256')
    .update(`${upgradeCode}/${path.split(sep).join('/')}`)
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`.toUpperCase();
}

function idOf(path) {
  return createHash('sha256').update(path.split(sep).join('/')).digest('hex').slice(0, 24);
}

function xml(text) {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function ownPackage() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
}
