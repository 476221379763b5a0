import { Button, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ScreenHeader } from '../../components/screen-header.tsx';
import { DropDraft } from './drop-draft.tsx';
import { DropZone } from './drop-zone.tsx';
import { FeedProgress } from './feed-progress.tsx';
import { FileProblems } from './file-problems.tsx';
import { ImportDone } from './import-done.tsx';
import styles from './import-screen.module.css';
import { PlanReport } from './plan-report.tsx';
import { type Import, useImport } from './use-import.ts';

/** Import of the notebook's successor files: choose, see what would happen, import, follow the sending. */
export function ImportScreen() {
  const { t } = useTranslation();
  const importing = useImport();
  const { phase } = importing.state;
  return (
    <>
      <ScreenHeader title={t('importing.title')}>
        {phase === 'choosing' || phase === 'running' || phase === 'checking' ? null : (
          <>
            <Button variant="default" onClick={importing.again}>
              {t('importing.other')}
            </Button>
            {phase === 'planned' || phase === 'refused' ? <DropDraft onDrop={importing.drop} /> : null}
          </>
        )}
      </ScreenHeader>
      {/* A new phase begins at its top. */}
      <div key={phase} className={styles.page}>
        <FeedProgress />
        <Phase importing={importing} />
      </div>
    </>
  );
}

function Phase({ importing }: { importing: Import }) {
  const { t } = useTranslation();
  const { state, choose, explain, correct, run, again } = importing;
  switch (state.phase) {
    case 'choosing':
      return (
        <>
          <p className={styles.lead}>{t('importing.lead')}</p>
          <DropZone onFiles={choose} />
        </>
      );
    case 'checking':
      return <Busy text={t('importing.checking')} />;
    case 'refused':
      return <FileProblems problems={state.problems} onExplain={explain} onAgain={again} />;
    case 'planned':
      return (
        <PlanReport
          draft={state.draft}
          resumed={state.resumed}
          onCorrect={correct}
          onExplain={explain}
          onForget={importing.forget}
          onRun={run}
        />
      );
    case 'running':
      return <Busy text={t('importing.running')} />;
    case 'done':
      return <ImportDone report={state.report} />;
    case 'failed':
      return (
        <p className={styles.failed} role="alert">
          {t(state.while === 'run' ? 'importing.lost' : 'importing.failed')}
        </p>
      );
  }
}

function Busy({ text }: { text: string }) {
  return (
    <output className={styles.busy}>
      <Loader size={18} /> {text}
    </output>
  );
}
