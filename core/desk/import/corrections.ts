import type { ImportColumn } from '../../contract/import-columns.ts';
import type { ImportFault } from '../../contract/import-draft-views.ts';
import { foldForSearch } from '../../domain/fold.ts';
import type { TableRow } from './read-table.ts';

export interface RowCorrection {
  cells: Partial<Record<ImportColumn, string>>;
  /** Faults that were looked at and stay as they are. */
  left: ImportFault[];
  /** Not to be imported. */
  out: boolean;
}

/** What people put right between the dry run and the import. Plain data: it is kept with the draft. */
export interface ImportCorrections {
  /** By `rowKey`. */
  rows: Record<string, RowCorrection>;
  /** Name as the files have it, folded → name of the doctor who is meant. */
  actors: Record<string, { text: string; actor: string }>;
}

export const noCorrections: ImportCorrections = { rows: {}, actors: {} };

export const rowKey = ({ file, line }: { file: string; line: number }): string => `${file}\n${line}`;
export const actorTextKey = (text: string): string => foldForSearch(text);

/** The row as if the file had been written so. A column that the file lacks can be given too. */
export function correctedRow(row: TableRow, correction: RowCorrection | undefined): TableRow {
  const given = Object.entries(correction?.cells ?? {});
  if (given.length === 0) return row;
  const cells = new Map(given as [ImportColumn, string][]);
  return {
    ...row,
    // Once corrected it repeats no other row to the letter.
    cells: [...row.cells, ...given.flat()],
    text: (column) => cells.get(column) ?? row.text(column),
  };
}

/** A correction that says nothing is none. Others stay the same objects: they need not be judged again. */
export function correctRow(rows: ImportCorrections['rows'], key: string, change: (former: RowCorrection) => RowCorrection): void {
  const next = change(rows[key] ?? { cells: {}, left: [], out: false });
  const says = next.out || next.left.length > 0 || Object.keys(next.cells).length > 0;
  if (says) rows[key] = next;
  else delete rows[key];
}
