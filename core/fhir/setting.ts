import type { Basic } from 'fhir/r4';
import { keyIdentifier, keyOf } from './keys.ts';
import * as read from './read.ts';
import { extension, system } from './systems.ts';

/** Clinic-wide setting; `value` is any JSON value. Its key is its name. */
export interface Setting {
  name: string;
  value: unknown;
  version: number;
}

export function settingToFhir(setting: Setting, id?: string): Basic {
  return {
    resourceType: 'Basic',
    ...(id ? { id } : {}),
    ...(setting.version > 0 ? { meta: { versionId: String(setting.version) } } : {}),
    extension: [{ url: extension.settingValue, valueString: JSON.stringify(setting.value ?? null) }],
    identifier: [keyIdentifier('Basic', setting.name)],
    code: { coding: [{ system: system.basicKind, code: 'setting' }] },
  };
}

export function settingFromFhir(resource: Basic): Setting | null {
  const name = keyOf(resource);
  const value = read.parseJson(read.extensionOf(resource, extension.settingValue)?.valueString);
  return name === null || value === undefined ? null : { name, value, version: read.versionOf(resource) };
}

export const isSetting = (resource: Basic): boolean => read.extensionOf(resource, extension.settingValue) !== undefined;
