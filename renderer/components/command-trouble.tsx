import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CommandState } from '../app/use-command.ts';
import styles from './command-trouble.module.css';
import { RefusalList } from './refusal-list.tsx';

/** What stands in the way of a command: all refusals, or a lost answer with the button that repeats the same command. */
export function CommandTrouble({ command }: { command: CommandState }) {
  const { t } = useTranslation();
  if (command.phase === 'unanswered') {
    return (
      <div className={styles.lost} role="alert">
        <p>{t('common.unanswered.body')}</p>
        <Button variant="default" onClick={command.repeat}>
          {t('common.unanswered.repeat')}
        </Button>
      </div>
    );
  }
  return <RefusalList refusals={command.refusals} />;
}
