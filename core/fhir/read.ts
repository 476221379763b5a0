/**
 * Tolerant readers. What arrives was typed by someone else: a field may be missing, of another type or null, and reading
 * it must then answer "nothing", never throw. Every way back from FHIR goes through these.
 */
import type { CodeableConcept, Coding, Extension, Identifier } from 'fhir/r4';
import { Temporal } from 'temporal-polyfill';
import { isTooDeep } from './json-depth.ts';

/** The objects of an array; empty for anything that is not an array. */
export function items<T extends object>(value: readonly T[] | undefined | null): T[] {
  return Array.isArray(value) ? (value as T[]).filter((item) => isObject(item)) : [];
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A non-empty string, otherwise null. */
export function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export function wholeNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}

export function oneOf<T extends string>(allowed: readonly T[], value: unknown): T | null {
  return allowed.find((item) => item === value) ?? null;
}

const utcInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
const offsetInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?[+-]\d{2}:\d{2}$/;

/** UTC instant with `Z`. Central and desks write UTC already, ten thousands in a reseed; other clients may send an offset. */
export function instant(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  if (utcInstant.test(value)) return isExisting(value) ? value : null;
  if (!offsetInstant.test(value)) return null;
  try {
    return Temporal.Instant.from(value).toString();
  } catch {
    return null;
  }
}

/** `Date` carries the 30th of February over into March, which then reads differently. */
function isExisting(utc: string): boolean {
  const ms = Date.parse(utc);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(utc.slice(0, 19));
}

/** `YYYY-MM-DD` of an existing day. */
export function date(value: unknown): string | null {
  const given = text(value);
  if (given === null || !/^\d{4}-\d{2}-\d{2}$/.test(given)) return null;
  try {
    return Temporal.PlainDate.from(given, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

export function identifierValue(identifiers: readonly Identifier[] | undefined, system: string): string | null {
  for (const identifier of items(identifiers)) {
    const value = identifier.system === system ? text(identifier.value) : null;
    if (value !== null) return value;
  }
  return null;
}

/** Code in the given system; a coding without any system counts when none has the right one. */
export function codeOf(concept: CodeableConcept | undefined, system: string): string | null {
  const codings: Coding[] = isObject(concept) ? items((concept as CodeableConcept).coding) : [];
  const own = codings.find((coding) => coding.system === system) ?? codings.find((coding) => coding.system === undefined);
  return text(own?.code);
}

interface Extended {
  extension?: Extension[] | undefined;
}

export function extensionOf(element: Extended | undefined, url: string): Extension | undefined {
  return extensionsOf(element, url)[0];
}

export function extensionsOf(element: Extended | undefined, url: string): Extension[] {
  return items(element?.extension).filter((item) => item.url === url);
}

/** Version of a resource as a number; 0 when it has none. */
export function versionOf(resource: { meta?: { versionId?: string | undefined } | undefined }): number {
  const version = Number(resource.meta?.versionId);
  return Number.isSafeInteger(version) && version > 0 ? version : 0;
}

/** Parses JSON that travels inside an extension; undefined when it is not JSON. */
export function parseJson(value: unknown): unknown {
  if (typeof value !== 'string' || isTooDeep(value)) return undefined;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}
