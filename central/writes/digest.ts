import { createHash } from 'node:crypto';

/** SHA-256 of a value as JSON with sorted keys: the same act has the same digest however it was written down. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(sortedJson(value)).digest('base64url');
}

function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
