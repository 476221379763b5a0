import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../core/contract/views.ts';
import { day, hrefOf, tasks } from '../../app/routes.ts';
import styles from './import-screen.module.css';
import { FigureColumns, MainFigures } from './plan-report.tsx';
import { ReportRows } from './report-rows.tsx';
import { useNumber } from './use-number.ts';

/** On this computer, durably; the sending goes on above. What is left to do is one click away. */
export function ImportDone({ report }: { report: ImportReport }) {
  const { t } = useTranslation();
  const number = useNumber();
  const visits = report.imported + report.corrected;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className={styles.done}>
      <div>
        <h2 className={styles.title} ref={title} tabIndex={-1}>
          <IconCheck size={22} stroke={2} aria-hidden /> {t('importing.done.title')}
        </h2>
        <p>{t('importing.done.body', { count: visits, n: number(visits) })}</p>
      </div>
      <div className={styles.buttons}>
        <Button component="a" href={hrefOf(day())}>
          {t('importing.done.toDay')}
        </Button>
        {report.tasks > 0 ? (
          <Button variant="default" component="a" href={hrefOf(tasks())}>
            {t('importing.done.toTasks', { count: report.tasks })}
          </Button>
        ) : null}
      </div>
      <MainFigures report={report} />
      <FigureColumns report={report} />
      <ReportRows rows={report.remarks} />
    </div>
  );
}
