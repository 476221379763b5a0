import givenNames from '../../resources/given-names.json' with { type: 'json' };
import { foldForSearch } from './fold.ts';

interface PersonName {
  familyName: string;
  givenName: string;
}

export interface ParsedName extends PersonName {
  /** Capitals were set anew (`DUDA Stanisław`). */
  caseChanged: boolean;
}

/** `Wiśniewska Halina` */
export function displayName({ familyName, givenName }: PersonName): string {
  return `${familyName} ${givenName}`.trim();
}

/** `Wiśniewska H.` */
export function shortName({ familyName, givenName }: PersonName): string {
  const initial = [...givenName][0];
  return initial ? `${familyName} ${initial}.` : familyName;
}

/**
 * Which part of a name is the family name? In this order: what a comma sets apart (`Duda, Jan`), the part in capitals,
 * the part that is no usual given name, and last the first part, as registers in Poland write it. Null for an empty text.
 */
export function parsePersonName(text: string): ParsedName | null {
  const cleaned = text
    .replace(/\s*-\s*/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
  if (!/\p{Letter}/u.test(cleaned)) return null;
  const comma = /^([^,]+),\s*(.+)$/.exec(cleaned);
  if (comma?.[1] && comma[2]) return named([comma[1]], [comma[2]]);
  const parts = cleaned.split(' ');
  return byCapitals(parts) ?? byGivenNames(parts) ?? named(parts.slice(0, 1), parts.slice(1));
}

function byCapitals(parts: string[]): ParsedName | null {
  const family = parts.filter(isInCapitals);
  return family.length === 0 || family.length === parts.length
    ? null
    : named(
        family,
        parts.filter((part) => !isInCapitals(part)),
      );
}

/** Given names stand together at one end; the other end is the family name. */
function byGivenNames(parts: string[]): ParsedName | null {
  const first = parts.findIndex((part) => !isGivenName(part));
  if (first > 0) return named(parts.slice(first), parts.slice(0, first));
  const last = parts.findLastIndex((part) => !isGivenName(part));
  return first === 0 && last < parts.length - 1 ? named(parts.slice(0, last + 1), parts.slice(last + 1)) : null;
}

function named(family: string[], given: string[]): ParsedName {
  const before = [...family, ...given];
  const [familyName, givenName] = [family, given].map((parts) => parts.map(withCapitals).join(' ')) as [string, string];
  return { familyName, givenName, caseChanged: before.map(withCapitals).join(' ') !== before.join(' ') };
}

/** Only what is written in one case throughout is set anew: `McDonald` and `van` stay. */
function withCapitals(part: string): string {
  if (!isInCapitals(part) && part !== part.toLowerCase()) return part;
  if (particles.has(part)) return part;
  return part
    .toLowerCase()
    .replace(/(^|[-\s'])(\p{Letter})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

const particles = new Set(['de', 'von', 'van', 'der', 'den', 'la', 'le', 'di', 'da', 'el', 'al', 'bin']);
const isInCapitals = (part: string): boolean => /\p{Letter}.*\p{Letter}/u.test(part) && part === part.toUpperCase();

const known = new Set([...givenNames.female, ...givenNames.male].map(foldForSearch));
const isGivenName = (part: string): boolean => known.has(foldForSearch(part));
