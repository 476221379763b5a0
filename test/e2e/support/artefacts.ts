import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Something that the program leaves behind or shows outside of its window. */
export interface Artefact {
  kind: string;
  name: string;
  bytes: Buffer;
}

export interface Person {
  familyName: string;
  givenName: string;
  pesel: string | null;
  phone: string | null;
}

export const textArtefact = (kind: string, name: string, text: string): Artefact => ({ kind, name, bytes: Buffer.from(text) });

/** Every file below the folder; what vanishes meanwhile was not left behind. */
export function filesBelow(kind: string, folder: string): Artefact[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile()) return [];
    try {
      return statSync(path).size > mostBytes ? [] : [{ kind, name: relative(folder, path), bytes: readFileSync(path) }];
    } catch {
      return [];
    }
  });
}

const mostBytes = 256 * 1024 * 1024;
/** Shorter ones are also parts of words and of noise. */
const shortestName = 5;

/** Where a person of the clinic can be read, in the content or in the name of an artefact: by family name, PESEL or telephone. */
export function leaksIn(artefacts: readonly Artefact[], people: readonly Person[]): string[] {
  const names = [...new Set(people.map(({ familyName }) => familyName).filter(({ length }) => length >= shortestName))];
  const needles = names.flatMap((name) =>
    [name, name.toUpperCase()].flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')]),
  );
  const pesels = new Set(people.flatMap(({ pesel }) => pesel ?? []));
  const phones = new Set(people.flatMap(({ phone }) => phone?.slice(-9) ?? []));
  return artefacts.flatMap((artefact) => {
    const bytes = Buffer.concat([Buffer.from(`${artefact.name}\n`), artefact.bytes]);
    const found = needles.some((needle) => bytes.includes(needle)) ? ['a name'] : [];
    // Both encodings at once: of UTF-16 only the zeros between the digits are in the way.
    const texts = [bytes.toString('latin1'), bytes.toString('latin1').replaceAll('\0', '')];
    const isText = !bytes.subarray(0, 4096).includes(0);
    if (texts.some((text) => digits(text, /(?<!\d)\d{11}(?!\d)/g).some((each) => pesels.has(each)))) found.push('a PESEL');
    // Nine digits alone are also chance in noise, so there only with the prefix.
    const phone = isText ? /(?<!\d)(?:\+?48)?\d{3}[ -]?\d{3}[ -]?\d{3}(?!\d)/g : /\+48\d{9}(?!\d)/g;
    if (texts.some((text) => digits(text, phone).some((each) => phones.has(each.slice(-9))))) found.push('a telephone');
    return found.map((what) => `${what} in ${artefact.kind} ${artefact.name}`);
  });
}

const digits = (text: string, pattern: RegExp) => (text.match(pattern) ?? []).map((each) => each.replaceAll(/\D/g, ''));
