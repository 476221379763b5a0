import { v5 } from 'uuid';

/** UUIDv5: the same cause and purpose give the same id, on every repetition. */
export function derivedId(cause: string, purpose: string): string {
  return v5(purpose, cause);
}
