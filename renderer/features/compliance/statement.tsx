import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { ComplianceView } from '../../../core/contract/compliance-views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { useCommand } from '../../app/use-command.ts';
import { CommandTrouble } from '../../components/command-trouble.tsx';
import styles from './compliance-screen.module.css';
import { ExportButtons } from './export-buttons.tsx';

const columns = ['booked', 'performed', 'reported', 'noShow', 'cancelled', 'open', 'payable'] as const;

/** R43, R45: the month by service, under the regime that holds for it. */
export function Statement({ report }: { report: ComplianceView }) {
  const { t } = useTranslation();
  const { statement, month } = report;
  const rows = [
    ...statement.lines.map((line) => ({ name: t(`common.service.${line.service}`), line })),
    { name: t('compliance.statement.total'), line: statement.total },
  ];
  return (
    <section className={styles.section}>
      <header>
        <h2>{t('compliance.statement.title')}</h2>
        <ExportButtons month={month} what="statement" />
      </header>
      <p className={styles.lead}>{t(`compliance.regime.${statement.regime ?? 'none'}`)}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('compliance.statement.service')}</th>
            {columns.map((column) => (
              <th key={column} scope="col" data-number>
                {t(`compliance.statement.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, line }, at) => (
            <tr key={name} data-total={at === rows.length - 1 || undefined}>
              <th scope="row">{name}</th>
              {columns.map((column) => (
                <td key={column} data-number>
                  {line[column]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {statement.lumpSums ? <LumpSums report={report} lumpSums={statement.lumpSums} /> : null}
    </section>
  );
}

function LumpSums({
  report,
  lumpSums,
}: {
  report: ComplianceView;
  lumpSums: NonNullable<ComplianceView['statement']['lumpSums']>;
}) {
  const { t } = useTranslation();
  const { client } = useDesk();
  const format = useFormat();
  const command = useCommand();
  const [date, setDate] = useState(report.initialFeed ?? '');
  const save = () => {
    const wanted = date === '' ? null : date;
    if (wanted === report.initialFeed) return;
    const intentId = v7();
    command.run(
      () => client.compliance.saveInitialFeed({ intentId, date: wanted }),
      () => undefined,
    );
  };
  return (
    <div className={styles.lump}>
      <p>
        <b>{t('compliance.lump.monthly', { count: lumpSums.monthly })}</b>
      </p>
      <p>{t(`compliance.lump.${lumpSums.oneOff}`)}</p>
      <ul>
        {lumpSums.basis.map(({ service, services }) => (
          <li key={service}>
            {t(service === 'cardiology' ? 'compliance.lump.basisBooked' : 'compliance.lump.basisPerformed', {
              service: t(`common.service.${service}`),
              count: services,
            })}
          </li>
        ))}
      </ul>
      <TextInput
        type="date"
        w={220}
        label={t('compliance.lump.initialFeed')}
        description={report.initialFeed ? format.fullDate(report.initialFeed) : t('compliance.lump.initialFeedWhy')}
        value={date}
        onChange={(event) => setDate(event.currentTarget.value)}
        onBlur={save}
      />
      <CommandTrouble command={command} />
    </div>
  );
}
