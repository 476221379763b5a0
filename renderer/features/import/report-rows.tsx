import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportRowResult } from '../../../core/contract/views.ts';
import { ChoiceRow } from '../../components/choice-row.tsx';
import styles from './report-rows.module.css';

const page = 100;
/** Core lists so many rows at most. */
const listed = 2000;

/** Each row that was corrected or refused, by file and line, with what and why. */
export function ReportRows({ rows }: { rows: readonly ImportRowResult[] }) {
  const { t } = useTranslation();
  const [only, setOnly] = useState<'all' | 'corrected' | 'refused'>('all');
  const [drawn, setDrawn] = useState(page);
  if (rows.length === 0) return null;
  const wanted = only === 'all' ? rows : rows.filter(({ result }) => result === only);
  const shown = wanted.slice(0, drawn);
  return (
    <section>
      <header className={styles.head}>
        <h3 className={styles.title}>{t('importing.rows.title')}</h3>
        <ChoiceRow<'all' | 'corrected' | 'refused'>
          hideLabel
          label={t('importing.rows.result')}
          value={only}
          choices={(['all', 'corrected', 'refused'] as const).map((value) => ({ value, label: t(`importing.rows.${value}`) }))}
          onChange={(value) => {
            setOnly(value);
            setDrawn(page);
          }}
        />
      </header>
      {shown.length === 0 ? (
        <p>{t('importing.rows.none')}</p>
      ) : (
        <table className={styles.table}>
          <caption className="sr-only">{t('importing.rows.caption')}</caption>
          <thead>
            <tr>
              {(['file', 'line', 'result', 'remarks'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`importing.rows.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={`${row.file} ${row.line}`} data-result={row.result}>
                <td>{row.file}</td>
                <td className={styles.line}>{row.line}</td>
                <td>{t(`importing.result.${row.result}`)}</td>
                <td>
                  <Remarks row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {wanted.length > shown.length ? (
        <Button className={styles.more} variant="subtle" onClick={() => setDrawn(drawn + page)}>
          {t('importing.rows.more', { count: Math.min(page, wanted.length - shown.length) })}
        </Button>
      ) : null}
      {rows.length >= listed ? <p className={styles.limited}>{t('importing.rows.limited', { count: listed })}</p> : null}
    </section>
  );
}

function Remarks({ row }: { row: ImportRowResult }) {
  const { t } = useTranslation();
  return (
    <>
      {row.remarks.map(({ code, field }) => (
        <span key={`${code} ${field}`} className={styles.remark}>
          {t(`importing.remark.${code}`)}
          {field ? <small> ({t('importing.field', { field })})</small> : null}
        </span>
      ))}
    </>
  );
}
