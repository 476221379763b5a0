/** Facts are numbers, codes and ids; never a name, PESEL, phone or note. */
export type SyncLog = (event: string, facts: Record<string, string | number>) => void;

/** What may be logged of an error: messages may quote data. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
