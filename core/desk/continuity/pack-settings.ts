import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { PackProtection, PackTrouble } from '../../contract/continuity-views.ts';
import type { DeskContext } from '../desk-context.ts';

const name = 'continuity';

/** Of this computer alone; it lies in the journal, which is encrypted. */
export interface PackSettings {
  on: boolean;
  folder: string;
  protection: PackProtection | null;
  password: string | null;
}

/** Off until somebody has chosen how the files are protected: they hold health data. */
export function readPackSettings(desk: Pick<DeskContext, 'store' | 'machine'>): PackSettings {
  const saved = desk.store.journal.readSetting(name) as Partial<PackSettings> | null;
  const settings: PackSettings = { on: false, folder: proposedFolder(), protection: null, password: null, ...saved };
  const { continuityFolder } = desk.machine.policy.values;
  return { ...settings, on: settings.on && !isForbidden(desk), folder: continuityFolder ?? settings.folder };
}

/** A file that can be printed is as good as a print. */
export const isForbidden = ({ machine }: Pick<DeskContext, 'machine'>): boolean => machine.policy.values.printing === false;

export function writePackSettings({ store }: Pick<DeskContext, 'store'>, settings: PackSettings): void {
  store.journal.writeSetting(name, settings);
}

const troubleName = 'continuity-trouble';

/** Why the lists could not be written when that was tried last; null = they were. */
export const readPackTrouble = ({ store }: Pick<DeskContext, 'store'>): PackTrouble | null =>
  store.journal.readSetting(troubleName) as PackTrouble | null;

export function writePackTrouble({ store }: Pick<DeskContext, 'store'>, trouble: PackTrouble | null): void {
  store.journal.writeSetting(troubleName, trouble);
}

/** Where a person looks first; never inside the data folder, which nobody opens by hand. */
const proposedFolder = () => join(homedir(), 'Okienko na wypadek awarii');

/** Short enough to be typed in a dark room, long enough for a file that somebody carries off. */
export const shortestPackPassword = 8;

export const isPackFolder = (folder: string): boolean => isAbsolute(folder) && !folder.includes('\0');
