import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportMapping } from '../../../core/contract/import-columns.ts';
import type { ImportDraftView } from '../../../core/contract/import-draft-views.ts';
import type { ImportReport } from '../../../core/contract/views.ts';
import { useFormat } from '../../app/format.ts';
import { useMay } from '../../app/session.ts';
import { UnitName } from '../../components/unit-name.tsx';
import { ExplainColumns } from './explain-columns.tsx';
import { FaultList } from './fault-list.tsx';
import { bringsAnything } from './import-flow.ts';
import styles from './plan-report.module.css';
import { ReportRows } from './report-rows.tsx';
import type { Correct } from './use-import.ts';
import { useNumber } from './use-number.ts';

/** The dry run: what would be written, what can be put right here, what is refused. One button makes it real. */
export function PlanReport({
  draft,
  resumed,
  onCorrect,
  onExplain,
  onForget,
  onRun,
}: {
  draft: ImportDraftView;
  resumed: boolean;
  onCorrect: Correct;
  onExplain(file: string, mapping: ImportMapping): void;
  onForget(headers: string[]): void;
  onRun(): void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayCorrect = useMay()('importDraft.correct');
  const { report } = draft;
  const [explaining, setExplaining] = useState<string | null>(null);
  const file = report.files.find(({ name }) => name === explaining);
  const run = useRef<HTMLButtonElement>(null);
  useEffect(() => run.current?.focus(), []);
  return (
    <div className={styles.report}>
      <header className={styles.head}>
        <div>
          <h2 className={styles.title}>{t('importing.plan.title')}</h2>
          <p className={styles.help}>
            {resumed
              ? t('importing.draft.resumed', { at: format.shortInstant(draft.keptAt), by: draft.keptBy })
              : t('importing.plan.safe')}
          </p>
        </div>
        {bringsAnything(report) ? (
          <div className={styles.run}>
            <Button ref={run} size="md" onClick={onRun}>
              {t('importing.plan.run')}
            </Button>
            <p className={styles.help}>{t('importing.plan.runHelp')}</p>
          </div>
        ) : (
          <p>{t('importing.plan.nothingToImport')}</p>
        )}
      </header>
      <MainFigures report={report} />
      {mayCorrect && (draft.openRows > 0 || draft.settled > 0) ? <FaultList draft={draft} onCorrect={onCorrect} /> : null}
      <FigureColumns report={report} onChange={setExplaining} onForget={onForget} />
      {file ? (
        <ExplainColumns key={file.name} file={file.name} headers={file.headers} known={file.mapping} onExplain={onExplain} />
      ) : null}
      <ReportRows rows={report.remarks} />
    </div>
  );
}

/** The counts of a report, the same before and after the import. */
export function MainFigures({ report }: { report: ImportReport }) {
  const { t } = useTranslation();
  const number = useNumber();
  return (
    <ul className={styles.main}>
      {(['rows', 'imported', 'corrected', 'refused', 'patients', 'tasks'] as const).map((name) => (
        <li key={name} data-name={name} data-some={report[name] > 0 || undefined}>
          <b>{number(report[name])}</b>
          <span>{t(`importing.plan.${name}`)}</span>
        </li>
      ))}
    </ul>
  );
}

export function FigureColumns({
  report,
  onChange,
  onForget,
}: {
  report: ImportReport;
  onChange?(file: string): void;
  onForget?(headers: string[]): void;
}) {
  const { t } = useTranslation();
  const number = useNumber();
  return (
    <div className={styles.columns}>
      <Block title={t('importing.plan.found')}>
        {foundNames
          .filter((name) => report[name] > 0)
          .map((name) => (
            <Row key={name} name={t(`importing.count.${name}`)} value={number(report[name])} />
          ))}
      </Block>
      <Block title={t('importing.plan.visits')}>
        <Row name={t('importing.plan.first')} value={number(report.first)} />
        <Row name={t('importing.plan.continuation')} value={number(report.continuation)} />
        {Object.entries(report.perCode).map(([code, count]) => (
          <Row key={code} name={<UnitName code={code} />} value={number(count)} />
        ))}
      </Block>
      <Block title={t('importing.plan.slots')}>
        <Row
          name={t('importing.plan.first')}
          value={`${number(report.slots.firstFree)} ${t('importing.plan.free')} · ${number(report.slots.firstBooked)} ${t('importing.plan.booked')}`}
        />
        <Row
          name={t('importing.plan.continuation')}
          value={`${number(report.slots.continuationFree)} ${t('importing.plan.free')} · ${number(report.slots.continuationBooked)} ${t('importing.plan.booked')}`}
        />
        <Row name={t('importing.plan.schedules')} value={number(report.schedules)} />
        <Row name={t('importing.plan.staff')} value={number(report.staff)} />
        {report.apKolce.length > 0 ? (
          <Row name={t('importing.plan.apKolce')} value={t('importing.plan.apKolceCounts', { count: report.apKolce.length })} />
        ) : null}
      </Block>
      <Block title={t('importing.plan.files')}>
        {report.files.map((file) => (
          <Row
            key={file.name}
            name={
              <>
                {file.name}
                <small className={styles.small}>
                  {t(`importing.role.${file.role}`)} · {t(`importing.encoding.${file.encoding}`)}
                  {file.encoding === 'xlsx' ? null : <> · {t(`importing.separator.${file.separator}`)}</>}
                  {file.explained ? <> · {t('importing.draft.remembered')}</> : null}
                </small>
                {onChange && onForget ? (
                  <span className={styles.layout}>
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      aria-label={t('importing.draft.changeOf', { file: file.name })}
                      onClick={() => onChange(file.name)}
                    >
                      {t('importing.draft.change')}
                    </Button>
                    {file.explained ? (
                      <Button
                        size="compact-xs"
                        variant="subtle"
                        aria-label={t('importing.draft.forgetOf', { file: file.name })}
                        onClick={() => onForget(file.headers)}
                      >
                        {t('importing.draft.forget')}
                      </Button>
                    ) : null}
                  </span>
                ) : null}
              </>
            }
            value={t('importing.plan.rowCount', { count: file.rows })}
          />
        ))}
        {report.skippedSheets.length > 0 ? (
          <Row name={t('importing.draft.skippedSheets', { sheets: report.skippedSheets.join(', ') })} value="" />
        ) : null}
      </Block>
    </div>
  );
}

const foundNames = [
  'alreadyImported',
  'twoPhones',
  'phoneWithWords',
  'noPhone',
  'badPesel',
  'noPesel',
  'duplicateRows',
  'doubleBooked',
  'outsideSchedule',
  'holiday',
] as const satisfies readonly (keyof ImportReport)[];

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className={styles.heading}>{title}</h3>
      <dl className={styles.rows}>{children}</dl>
    </section>
  );
}

function Row({ name, value }: { name: ReactNode; value: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
