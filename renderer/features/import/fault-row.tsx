import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportCorrection } from '../../../core/contract/import-draft-contract.ts';
import { type ImportFaultRow, refusingFaults } from '../../../core/contract/import-draft-views.ts';
import styles from './fault-list.module.css';

type Cell = ImportFaultRow['cells'][number];

export function FaultRow({
  row,
  actors,
  onCorrect,
}: {
  row: ImportFaultRow;
  actors: readonly string[];
  onCorrect(wanted: ImportCorrection): void;
}) {
  const { t } = useTranslation();
  const { file, line, faults, left, out } = row;
  const change = (wanted: Omit<ImportCorrection['rows'][number], 'file' | 'line'>) =>
    onCorrect({ rows: [{ file, line, ...wanted }] });
  const isOpen = faults.length > 0;
  const changed = row.cells.filter(({ was }) => was !== null);
  const undo = () => change({ cells: Object.fromEntries(changed.map(({ column }) => [column, null])), leave: false, out: false });
  const canLeave = isOpen && !faults.some((fault) => refusingFaults.has(fault));
  return (
    <tr data-open={isOpen || undefined}>
      <td className={styles.line} title={file}>
        {line}
      </td>
      <td>
        <b className={styles.who}>{row.patient || t('importing.fault.noName')}</b>
        <small>{[row.date, row.time, row.actor].filter((part) => part !== '').join(' · ')}</small>
      </td>
      <td>
        <div className={styles.cells}>
          {row.cells.map((cell) => (
            <FaultCell
              // A value that core gave back is a new start.
              key={`${cell.column} ${cell.text}`}
              cell={cell}
              line={line}
              actors={faults.includes('unknown-actor') ? actors : null}
              disabled={out}
              onChange={(text) => change({ cells: { [cell.column]: text } })}
              onRename={(actor) => onCorrect({ rows: [], rename: { text: row.actor, actor } })}
            />
          ))}
        </div>
        {isOpen ? (
          <small className={styles.faults}>{faults.map((fault) => t(`importing.fault.kind.${fault}`)).join(' · ')}</small>
        ) : null}
      </td>
      <td>
        <div className={styles.acts}>
          {isOpen ? null : (
            <span className={styles.state}>
              <IconCheck size={15} stroke={2} aria-hidden />
              {t(
                out
                  ? 'importing.fault.state.out'
                  : left.length > 0
                    ? 'importing.fault.state.left'
                    : 'importing.fault.state.corrected',
              )}
            </span>
          )}
          {faults.includes('same-person') ? (
            <Button size="compact-sm" variant="default" onClick={() => change({ samePerson: true })}>
              {t('importing.fault.samePerson')}
            </Button>
          ) : null}
          {canLeave ? (
            <Button size="compact-sm" variant="default" onClick={() => change({ leave: true })}>
              {t('importing.fault.leave')}
            </Button>
          ) : null}
          {isOpen ? (
            <Button size="compact-sm" variant="subtle" onClick={() => change({ out: true })}>
              {t('importing.fault.out')}
            </Button>
          ) : null}
          {out || left.length > 0 || changed.length > 0 ? (
            <Button size="compact-sm" variant="subtle" onClick={undo}>
              {t('importing.fault.undo')}
            </Button>
          ) : null}
        </div>
      </td>
    </tr>
  );
}

function FaultCell({
  cell: { column, text, was, proposal },
  line,
  actors,
  disabled,
  onChange,
  onRename,
}: {
  cell: Cell;
  line: number;
  /** The doctor is not known: chosen from these, for all rows that name him so. */
  actors: readonly string[] | null;
  disabled: boolean;
  onChange(text: string): void;
  onRename(actor: string): void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(text);
  const label = t(`importing.explain.column.${column}`);
  const named = { label, 'aria-label': t('importing.fault.cell', { column: label, line }), size: 'xs', disabled } as const;
  if (column === 'actor' && actors) {
    const data = [{ value: '', label: t('importing.fault.chooseActor') }, ...actors];
    return <NativeSelect {...named} value="" data={data} onChange={({ currentTarget: { value } }) => value && onRename(value)} />;
  }
  if (column === 'kind') {
    const kinds = (['pierwszorazowa', 'kontynuacja'] as const).map((value) => ({
      value,
      label: t(`importing.fault.visitKind.${value}`),
    }));
    const known = kinds.some(({ value }) => value === text);
    const data = known ? kinds : [{ value: text, label: text || '–' }, ...kinds];
    return <NativeSelect {...named} value={text} data={data} onChange={({ currentTarget: { value } }) => onChange(value)} />;
  }
  return (
    <div>
      <TextInput
        {...named}
        value={typed}
        description={was === null ? undefined : t('importing.fault.was', { text: was || '–' })}
        inputWrapperOrder={['label', 'input', 'description']}
        onChange={({ currentTarget: { value } }) => setTyped(value)}
        onBlur={() => typed.trim() !== text && onChange(typed)}
        onKeyDown={({ key }) => key === 'Escape' && setTyped(text)}
      />
      {proposal === null || disabled ? null : (
        <Button className={styles.proposal} size="compact-xs" variant="light" onClick={() => onChange(proposal)}>
          {t('importing.fault.accept', { text: proposal })}
        </Button>
      )}
    </div>
  );
}
