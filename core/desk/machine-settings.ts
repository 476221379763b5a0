import type { MachineSettings } from '../contract/views.ts';
import type { Journal } from '../sync/ports.ts';

const name = 'machine';
const defaults: MachineSettings = { language: 'pl', theme: 'system', density: 'comfortable', hiddenSchedules: [] };

export function readMachineSettings(journal: Pick<Journal, 'readSetting'>): MachineSettings {
  return { ...defaults, ...(journal.readSetting(name) as Partial<MachineSettings> | null) };
}

export function saveMachineSettings(journal: Journal, settings: MachineSettings): MachineSettings {
  journal.writeSetting(name, settings);
  return readMachineSettings(journal);
}
