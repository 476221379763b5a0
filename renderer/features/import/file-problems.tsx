import { Button } from '@mantine/core';
import { IconFileAlert } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ImportMapping } from '../../../core/contract/import-columns.ts';
import type { ImportReport } from '../../../core/contract/views.ts';
import { ExplainColumns } from './explain-columns.tsx';
import styles from './file-problems.module.css';

type Problem = ImportReport['problems'][number];

/** Why nothing can be imported, file by file, and that nothing was changed. */
export function FileProblems({
  problems,
  onExplain,
  onAgain,
}: {
  problems: readonly Problem[];
  onExplain(file: string, mapping: ImportMapping): void;
  onAgain(): void;
}) {
  const { t } = useTranslation();
  const toExplain = problems.find(({ file, headers }) => file !== null && headers !== undefined);
  return (
    <>
      <div className={styles.box} role="alert">
        <h2 className={styles.title}>
          <IconFileAlert size={20} stroke={1.7} aria-hidden />
          {t('importing.problems.title')}
        </h2>
        <ul className={styles.list}>
          {problems.map((problem) => (
            <li key={`${problem.file} ${problem.problem} ${problem.detail}`}>
              {problem.file ? <b>{problem.file}: </b> : null}
              <Sentence problem={problem} />
            </li>
          ))}
        </ul>
        <p>{t('importing.problems.nothing')}</p>
        <Button variant="default" onClick={onAgain}>
          {t('importing.other')}
        </Button>
      </div>
      {toExplain?.file && toExplain.headers ? (
        <ExplainColumns key={toExplain.file} file={toExplain.file} headers={toExplain.headers} onExplain={onExplain} />
      ) : null}
    </>
  );
}

function Sentence({ problem: { problem, detail } }: { problem: Problem }) {
  const { t } = useTranslation();
  if (problem === 'too-large') return <>{t('importing.problems.too-large', { size: detail ?? '' })}</>;
  if (problem === 'missing-file') {
    return <>{t(detail === 'schedules' ? 'importing.problems.missing-schedules' : 'importing.problems.missing-staff')}</>;
  }
  return <>{t(`importing.problems.${problem}`)}</>;
}
