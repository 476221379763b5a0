import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/project.mjs';
import { dialectSuffix } from './central.ts';

/** Databases and key; not sockets, tokens and connections, which belong to one run. */
const kept = /\.(db|db-wal|key)$|^key\.json$/;

const templateOf = (surface: string) => join(root, '.cache', `e2e-desk-${surface}${dialectSuffix}`);

/** Keeps the data folder of a desk that has quit in step with central, for the tests that begin there. */
export function keepDeskTemplate(surface: string, dataFolder: string): void {
  rmSync(templateOf(surface), { recursive: true, force: true });
  copyDesk(dataFolder, templateOf(surface));
}

export function copyDeskTemplate(surface: string, dataFolder: string): void {
  copyDesk(templateOf(surface), dataFolder);
}

function copyDesk(from: string, to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(from).filter((each) => kept.test(each))) cpSync(join(from, name), join(to, name));
}
