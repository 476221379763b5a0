import { Button, TextInput } from '@mantine/core';
import { IconPhone, IconPhoneOff, IconPhonePause } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { TaskView } from '../../../core/contract/views.ts';
import type { CallOutcome } from '../../../core/domain/task.ts';
import { addMinutes, instantOf, localDateTimeOf } from '../../../core/domain/time.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { useDeskStatus } from '../../app/status.ts';
import { useCommand } from '../../app/use-command.ts';
import { CommandTrouble } from '../../components/command-trouble.tsx';
import styles from './call-log.module.css';

const icons = { reached: IconPhone, 'not-reached': IconPhoneOff, later: IconPhonePause } as const;

/** Calls to the patient, by whoever made them at whichever desk. One click logs the next one. */
export function CallLog({ task }: { task: TaskView }) {
  const { t } = useTranslation();
  const { client } = useDesk();
  const format = useFormat();
  const now = useDeskStatus()?.now;
  const command = useCommand();
  const [later, setLater] = useState<string | null>(null);
  const log = (outcome: CallOutcome, laterAt: string | null = null) => {
    const input = { intentId: v7(), taskId: task.id, outcome, laterAt, visitId: null };
    command.run(
      () => client.tasks.logCall(input),
      () => setLater(null),
    );
  };
  const busy = command.phase === 'running';
  const due = task.callBackAt !== null && now !== undefined && task.callBackAt <= now;
  return (
    <section className={styles.log} aria-label={t('tasks.calls.title')}>
      <h3>{t('tasks.calls.title')}</h3>
      {task.callBackAt && task.state === 'open' ? (
        <p className={styles.due} data-due={due || undefined}>
          {t(due ? 'tasks.calls.dueNow' : 'tasks.calls.dueAt', { when: format.instant(task.callBackAt) })}
        </p>
      ) : null}
      {task.calls.length === 0 ? (
        <p className={styles.none}>{t('tasks.calls.none')}</p>
      ) : (
        <ul className={styles.calls}>
          {task.calls.map((call) => {
            const Icon = icons[call.outcome];
            return (
              <li key={call.id} data-outcome={call.outcome}>
                <Icon size={16} stroke={1.7} aria-hidden />
                <span>{t(`tasks.calls.${call.outcome}`)}</span>
                <span className={styles.when}>
                  {format.instant(call.at)}, {call.author}
                  {call.laterAt ? ` · ${t('tasks.calls.again', { when: format.instant(call.laterAt) })}` : null}
                </span>
              </li>
            );
          })}
        </ul>
      )}
      {task.state === 'open' ? (
        <div className={styles.buttons}>
          <Button size="compact-md" variant="default" disabled={busy} onClick={() => log('reached')}>
            {t('tasks.calls.reached')}
          </Button>
          <Button size="compact-md" variant="default" disabled={busy} onClick={() => log('not-reached')}>
            {t('tasks.calls.not-reached')}
          </Button>
          <Button
            size="compact-md"
            variant="default"
            aria-expanded={later !== null}
            disabled={busy || !now}
            onClick={() => setLater(later === null && now ? localDateTimeOf(addMinutes(now, 60)) : null)}
          >
            {t('tasks.calls.later')}…
          </Button>
        </div>
      ) : null}
      {later !== null ? (
        <form
          className={styles.buttons}
          onSubmit={(event) => {
            event.preventDefault();
            if (later.length >= 16) log('later', instantOf(later.slice(0, 10), later.slice(11, 16)));
          }}
        >
          <TextInput
            data-autofocus
            type="datetime-local"
            label={t('tasks.calls.when')}
            value={later}
            onChange={(event) => setLater(event.currentTarget.value)}
          />
          <Button type="submit" loading={busy}>
            {t('tasks.calls.saveLater')}
          </Button>
        </form>
      ) : null}
      <CommandTrouble command={command} />
    </section>
  );
}
