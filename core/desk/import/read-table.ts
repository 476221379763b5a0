import type { ImportMapping } from '../../contract/import-columns.ts';
import type { ImportFileProblem, ImportReport } from '../../contract/views.ts';
import { type Column, mappedHeader, type Role, recogniseHeader } from './columns.ts';
import { decodeText } from './decode-text.ts';
import type { ImportFile } from './import-plan.ts';
import { headerSignature, type Layouts, noLayouts } from './layouts.ts';
import { readRecords } from './read-records.ts';

/** A file understood as a table with a role. */
export interface Table {
  file: string;
  role: Role;
  rows: TableRow[];
  summary: ImportReport['files'][number];
}

export interface TableRow {
  file: string;
  line: number;
  /** All cells as they are, for finding exact duplicates. */
  cells: string[];
  /** Text of a column, `` when the file or the row has none. */
  text(column: Column): string;
  /** The column's own header, for values that are kept in a note. */
  header(column: Column): string;
}

/** Exports often begin with a title and a date; the header is looked for in the first lines. */
const headerWithin = 10;

type Unreadable = { problem: ImportFileProblem; detail: string | null; headers?: string[] };

export function readTable(
  { name, bytes, mapping: given, workbook }: ImportFile,
  layouts: Layouts = noLayouts,
): Table | Unreadable {
  const decoded = decodeText(bytes);
  if ('problem' in decoded) return { problem: decoded.problem, detail: null };
  const read = readRecords(decoded.text);
  if ('problem' in read) return { problem: read.problem, detail: read.line === null ? null : String(read.line) };
  for (const [index, { cells: headers }] of read.records.slice(0, headerWithin).entries()) {
    const mapping = given ?? layouts.get(headerSignature(headers));
    const recognised = mapping ? mappedHeader(headers, mapping) : recogniseHeader(headers);
    if (!recognised) continue;
    const { role, columns } = recognised;
    const records = read.records.slice(index + 1);
    if (records.length === 0) return { problem: 'empty', detail: null };
    const rows = records.map(({ line, cells }) => ({
      file: name,
      line,
      cells,
      text: (column: Column) => cells[columns.get(column) ?? -1] ?? '',
      header: (column: Column) => headers[columns.get(column) ?? -1] ?? '',
    }));
    const summary = {
      name,
      role,
      encoding: workbook === undefined ? decoded.encoding : ('xlsx' as const),
      separator: read.separator,
      rows: rows.length,
      headers: headers.filter((cell) => cell !== ''),
      mapping: { role, columns: headersOf(columns, headers) },
      explained: mapping !== undefined,
    };
    return { file: name, role, rows, summary };
  }
  const first = read.records.slice(0, headerWithin).toSorted((a, b) => b.cells.length - a.cells.length)[0];
  // One column is no table: nobody can say what it means.
  const headers = first && first.cells.length > 1 ? { headers: [...new Set(first.cells)].filter((cell) => cell !== '') } : {};
  return { problem: 'wrong-columns', detail: null, ...headers };
}

const headersOf = (columns: Map<Column, number>, headers: string[]): ImportMapping['columns'] =>
  Object.fromEntries([...columns].map(([column, index]) => [column, headers[index] ?? '']));
