import type { ImportColumn } from '../../contract/import-columns.ts';
import type { ImportCorrection } from '../../contract/import-draft-contract.ts';
import type { ImportFault } from '../../contract/import-draft-views.ts';
import type { CheckedDraft } from './check-draft.ts';
import { actorTextKey, correctRow, type ImportCorrections, type RowCorrection, rowKey } from './corrections.ts';

/** What a person asked for, added to what was put right before. `draft` = the rows as they were seen. */
export function applyCorrection(
  before: ImportCorrections,
  { rows, rename, leaveAll, acceptAll }: ImportCorrection,
  { faults, twinOf }: Pick<CheckedDraft, 'faults' | 'twinOf'>,
): ImportCorrections {
  const next = { ...before.rows };
  const change = (key: string, to: (former: RowCorrection) => RowCorrection) => correctRow(next, key, to);
  const leaves = rows.some(({ leave }) => leave);
  const openOf = new Map(leaves ? faults.rows.map((row) => [rowKey(row), row.faults]) : []);
  for (const wanted of rows) {
    const key = rowKey(wanted);
    const pesel = wanted.samePerson ? twinOf(key) : null;
    const given = pesel === null ? wanted.cells : { ...wanted.cells, pesel };
    change(key, (former) => ({
      cells: withCells(former.cells, given),
      left: wanted.leave === undefined ? former.left : wanted.leave ? union(former.left, openOf.get(key) ?? []) : [],
      out: wanted.out ?? former.out,
    }));
  }
  for (const row of leaveAll || acceptAll ? faults.rows : []) {
    if (leaveAll && row.faults.includes(leaveAll))
      change(rowKey(row), (former) => ({ ...former, left: union(former.left, [leaveAll]) }));
    const proposed = acceptAll && row.faults.includes(acceptAll) ? row.cells.filter(({ proposal }) => proposal !== null) : [];
    if (proposed.length === 0) continue;
    const given = Object.fromEntries(proposed.map(({ column, proposal }) => [column, proposal]));
    change(rowKey(row), (former) => ({ ...former, cells: withCells(former.cells, given) }));
  }
  return { rows: next, actors: rename ? renamed(before.actors, rename) : before.actors };
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
