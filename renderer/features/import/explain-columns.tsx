import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  columnsOf,
  type ImportColumn,
  type ImportMapping,
  type ImportRole,
  missingColumns,
} from '../../../core/contract/import-columns.ts';
import styles from './explain-columns.module.css';

const roles = Object.keys(columnsOf) as ImportRole[];

/** A file whose header the program does not know: the person says which column holds what, and it is checked again. */
export function ExplainColumns({
  file,
  headers,
  known,
  onExplain,
}: {
  file: string;
  headers: readonly string[];
  /** What they were taken for so far. */
  known?: ImportMapping;
  onExplain(file: string, mapping: ImportMapping): void;
}) {
  const { t } = useTranslation();
  const [mapping, setMapping] = useState<ImportMapping>(known ?? { role: 'visits', columns: {} });
  const { columns, required } = columnsOf[mapping.role];
  const missing = missingColumns(mapping);
  const name = (column: ImportColumn, header: string) => {
    const { [column]: _former, ...others } = mapping.columns;
    setMapping({ ...mapping, columns: header === '' ? others : { ...others, [column]: header } });
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (missing.length === 0) onExplain(file, mapping);
      }}
    >
      <h2 className={styles.title}>{t('importing.explain.title', { file })}</h2>
      <p>{t('importing.explain.lead')}</p>
      <NativeSelect
        className={styles.role}
        label={t('importing.explain.role')}
        value={mapping.role}
        data={roles.map((value) => ({ value, label: t(`importing.role.${value}`) }))}
        onChange={(event) => setMapping({ role: event.currentTarget.value as ImportRole, columns: {} })}
      />
      <div className={styles.columns}>
        {columns.map((column) => (
          <NativeSelect
            key={column}
            label={t(`importing.explain.column.${column}`)}
            description={required.some(([first]) => first === column) ? t('importing.explain.required') : undefined}
            value={mapping.columns[column] ?? ''}
            data={[{ value: '', label: t('importing.explain.none') }, ...new Set(headers)]}
            onChange={(event) => name(column, event.currentTarget.value)}
          />
        ))}
      </div>
      {missing.length > 0 ? (
        <p className={styles.missing}>
          {t('importing.explain.missing', {
            columns: missing.map((column) => t(`importing.explain.column.${column}`)).join(', '),
          })}
        </p>
      ) : null}
      <Button type="submit" disabled={missing.length > 0}>
        {t('importing.explain.act')}
      </Button>
    </form>
  );
}
