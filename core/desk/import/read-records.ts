import { CsvError, parse } from 'csv-parse/sync';
import type { ImportReport } from '../../contract/views.ts';

export type Separator = ImportReport['files'][number]['separator'];

export interface CsvRecord {
  /** 1-based line in the file on which the record begins. */
  line: number;
  /** Without blanks at either end. */
  cells: string[];
}

export type Records = { separator: Separator; records: CsvRecord[] } | { problem: 'unreadable'; line: number | null };

const separators: readonly Separator[] = [';', ',', '\t', '|'];

/** Splits a text into records. Quotes, quoted line breaks and ragged rows are taken as they come; blank rows are dropped. */
export function readRecords(text: string): Records {
  const separator = separatorOf(text);
  try {
    const options = { delimiter: separator, bom: true, relax_quotes: true, relax_column_count: true, skip_empty_lines: true };
    const parsed = parse(text, { ...options, info: true }) as unknown as { record: string[]; info: { lines: number } }[];
    const records = parsed.map(({ record, info }) => ({ line: firstLine(record, info.lines), cells: record.map(trimmed) }));
    return { separator, records: records.filter(({ cells }) => cells.some((cell) => cell !== '')) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { problem: 'unreadable', line: typeof error.lines === 'number' ? error.lines : null };
  }
}

/** The separator that the first lines share most evenly: header and rows have the same number of columns. */
function separatorOf(text: string): Separator {
  const lines = text
    .slice(0, 20_000)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 10);
  const unquoted = lines.map((line) => line.replace(/"[^"]*"/g, ''));
  const score = (separator: string) => {
    const counts = unquoted.map((line) => line.split(separator).length - 1);
    const most = Math.max(0, ...counts);
    return most === 0 ? 0 : counts.filter((count) => count === most).length * 100 + most;
  };
  return separators.reduce((best, separator) => (score(separator) > score(best) ? separator : best));
}

/** csv-parse tells the line on which a record ends. */
function firstLine(record: string[], lastLine: number): number {
  return lastLine - record.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0);
}

const trimmed = (cell: string): string => cell.replaceAll('\u001a', '').trim();
