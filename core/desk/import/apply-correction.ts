import type { ImportColumn } from '../../contract/import-columns.ts';
import type { ImportCorrection } from '../../contract/import-draft-contract.ts';
import type { ImportFault } from '../../contract/import-draft-views.ts';
import type { CheckedDraft } from './check-draft.ts';
import { actorTextKey, type ImportCorrections, type RowCorrection, rowKey, withCorrection } from './corrections.ts';

/** What a person asked for, added to what was put right before. `draft` = the rows as they were seen. */
export function applyCorrection(
  before: ImportCorrections,
  { rows, rename, leaveAll, acceptAll }: ImportCorrection,
  { faults, twinOf }: Pick<CheckedDraft, 'faults' | 'twinOf'>,
): ImportCorrections {
  let next = before;
  const openOf = new Map(faults.rows.map((row) => [rowKey(row), row.faults]));
  for (const wanted of rows) {
    const key = rowKey(wanted);
    const pesel = wanted.samePerson ? twinOf(key) : null;
    const given = pesel === null ? wanted.cells : { ...wanted.cells, pesel };
    next = withCorrection(next, key, (former) => ({
      cells: withCells(former.cells, given),
      left: wanted.leave === undefined ? former.left : wanted.leave ? union(former.left, openOf.get(key) ?? []) : [],
      out: wanted.out ?? former.out,
    }));
  }
  if (leaveAll) {
    for (const row of faults.rows) {
      if (!row.faults.includes(leaveAll)) continue;
      next = withCorrection(next, rowKey(row), (former) => ({ ...former, left: union(former.left, [leaveAll]) }));
    }
  }
  if (acceptAll) {
    for (const row of faults.rows) {
      const proposed = row.faults.includes(acceptAll) ? row.cells.filter(({ proposal }) => proposal !== null) : [];
      if (proposed.length === 0) continue;
      const given = Object.fromEntries(proposed.map(({ column, proposal }) => [column, proposal]));
      next = withCorrection(next, rowKey(row), (former) => ({ ...former, cells: withCells(former.cells, given) }));
    }
  }
  if (rename) next = { ...next, actors: renamed(next.actors, rename) };
  return next;
}

function withCells(
  before: RowCorrection['cells'],
  given: Partial<Record<ImportColumn, string | null>> = {},
): RowCorrection['cells'] {
  const cells = { ...before };
  for (const [column, text] of Object.entries(given) as [ImportColumn, string | null][]) {
    if (text === null) delete cells[column];
    else cells[column] = text.trim();
  }
  return cells;
}

function renamed(before: ImportCorrections['actors'], { text, actor }: NonNullable<ImportCorrection['rename']>) {
  const { [actorTextKey(text)]: _former, ...others } = before;
  return actor === null ? others : { ...others, [actorTextKey(text)]: { text, actor } };
}

const union = (a: ImportFault[], b: ImportFault[]): ImportFault[] => [...new Set([...a, ...b])];
