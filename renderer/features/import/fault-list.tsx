import { Button } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportCorrection } from '../../../core/contract/import-draft-contract.ts';
import { type ImportDraftView, importFaults, refusingFaults } from '../../../core/contract/import-draft-views.ts';
import styles from './fault-list.module.css';
import { FaultRow } from './fault-row.tsx';
import { pageSize, type Shown, useFaultRows } from './use-fault-rows.ts';
import type { Correct } from './use-import.ts';
import { useNumber } from './use-number.ts';

/** Rows with a gap or an error, by kind, with the faulty cells to put right before the import. */
export function FaultList({ draft, onCorrect }: { draft: ImportDraftView; onCorrect: Correct }) {
  const { t } = useTranslation();
  const number = useNumber();
  const kinds = importFaults.filter((fault) => draft.open[fault]);
  const [chosen, setChosen] = useState<Shown>(kinds[0] ?? 'settled');
  // What is on the screen stays there when its last row is settled; the person goes on when ready.
  const shown = [...new Set<Shown>([...kinds, ...(chosen === 'settled' ? [] : [chosen]), 'settled'])];
  const { page, from, show, again, patch } = useFaultRows(chosen);
  const list = useRef<HTMLTableElement>(null);
  const [lost, setLost] = useState(false);

  const correct = async (wanted: ImportCorrection) => {
    const corrected = await onCorrect(wanted);
    setLost(corrected === null);
    if (corrected && wanted.rows.length > 0) patch(corrected.rows);
    if (corrected && (wanted.rename || wanted.leaveAll || wanted.acceptAll)) again();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
    const cells = [...(list.current?.querySelectorAll<HTMLInputElement>('tr[data-open] input') ?? [])];
    const next = cells[cells.indexOf(event.target) + 1];
    event.preventDefault();
    if (next) next.focus();
    else event.target.blur();
  };

  return (
    <section aria-label={t('importing.fault.title')}>
      <header className={styles.head}>
        <h3 className={styles.title}>{t('importing.fault.title')}</h3>
        <p className={styles.help} role="status">
          {draft.openRows === 0 ? t('importing.fault.allSettled') : t('importing.fault.open', { count: draft.openRows })}
        </p>
      </header>
      <nav className={styles.kinds} aria-label={t('importing.fault.kinds')}>
        {shown.map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={kind === chosen}
            data-refuses={(kind !== 'settled' && refusingFaults.has(kind)) || undefined}
            onClick={() => setChosen(kind)}
          >
            {t(`importing.fault.kind.${kind}`)} <b>{number(kind === 'settled' ? draft.settled : (draft.open[kind] ?? 0))}</b>
          </button>
        ))}
      </nav>
      <div className={styles.what}>
        <p className={styles.help}>{t(`importing.fault.means.${chosen}`)}</p>
        {chosen !== 'settled' && !refusingFaults.has(chosen) && draft.open[chosen] ? (
          <span className={styles.whole}>
            {chosen === 'pesel-zero-lost' ? (
              <Button size="compact-sm" onClick={() => void correct({ rows: [], acceptAll: chosen })}>
                {t('importing.fault.acceptAll', { n: number(draft.open[chosen] ?? 0) })}
              </Button>
            ) : null}
            <Button size="compact-sm" variant="default" onClick={() => void correct({ rows: [], leaveAll: chosen })}>
              {t('importing.fault.leaveAll', { n: number(draft.open[chosen] ?? 0) })}
            </Button>
          </span>
        ) : null}
      </div>
      {lost ? (
        <p className={styles.lost} role="alert">
          {t('importing.fault.lost')}
        </p>
      ) : null}
      {page && page.rows.length === 0 ? <p className={styles.help}>{t('importing.fault.none')}</p> : null}
      {page && page.rows.length > 0 ? (
        // Enter goes on to the next faulty cell, as in a spreadsheet.
        <table className={styles.table} ref={list} onKeyDown={onKeyDown}>
          <caption className="sr-only">{t('importing.fault.caption')}</caption>
          <thead>
            <tr>
              {(['line', 'visit', 'cells', 'acts'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`importing.fault.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {page.rows.map((row) => (
              <FaultRow
                key={`${row.file} ${row.line}`}
                row={row}
                actors={draft.actors}
                onCorrect={(wanted) => void correct(wanted)}
              />
            ))}
          </tbody>
        </table>
      ) : null}
      {page && page.total > pageSize ? (
        <div className={styles.pages}>
          <Button size="compact-sm" variant="default" disabled={from === 0} onClick={() => show(from - pageSize)}>
            {t('importing.fault.back')}
          </Button>
          <span>
            {t('importing.fault.page', {
              from: number(from + 1),
              to: number(Math.min(from + pageSize, page.total)),
              total: number(page.total),
            })}
          </span>
          <Button
            size="compact-sm"
            variant="default"
            disabled={from + pageSize >= page.total}
            onClick={() => show(from + pageSize)}
          >
            {t('importing.fault.next')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
