import type { ImportMapping } from '../../contract/import-columns.ts';
import { foldForSearch } from '../../domain/fold.ts';

/** Layouts of columns that people explained, by the signature of their header. */
export type Layouts = ReadonlyMap<string, ImportMapping>;

export const noLayouts: Layouts = new Map();

/** The same columns in the same order are the same layout; case, diacritics and blanks at the ends do not matter. */
export const headerSignature = (headers: readonly string[]): string =>
  JSON.stringify(headers.map((header) => foldForSearch(header).trim()).filter((header) => header !== ''));
