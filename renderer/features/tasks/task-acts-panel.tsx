import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '../../../core/contract/views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { scheduleOf, useOverview } from '../../app/overview.ts';
import { book, hrefOf } from '../../app/routes.ts';
import { CommandTrouble } from '../../components/command-trouble.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { shortPersonName } from '../../components/short-person-name.ts';
import { SlotButton } from '../../components/slot-button.tsx';
import { PatientEdit } from '../patients/patient-edit.tsx';
import { WithdrawDialog } from '../queue/withdraw-dialog.tsx';
import { actsOf, type TaskAct } from './task-acts.ts';
import styles from './task-detail.module.css';
import { useTaskCommands } from './use-task-commands.ts';

/** The next acts, the fitting one first. One click on a slot books or moves. */
export function TaskActsPanel({ task }: { task: TaskView }) {
  const { t } = useTranslation();
  const commands = useTaskCommands(task);
  const [editing, setEditing] = useState(false);
  const [givingUp, setGivingUp] = useState(false);
  const acts = actsOf(task);
  const busy = commands.command.phase !== 'idle';
  const withSlots = acts.find((act) => act === 'book-anew' || act === 'move');
  return (
    <section className={styles.acts} aria-label={t('tasks.act.title')}>
      {withSlots ? <Slots act={withSlots} task={task} busy={busy} onChoose={commands.place} /> : null}
      <CommandTrouble command={commands.command} />
      {editing && task.patient ? (
        <FixPatient
          patientId={task.patient.id}
          gap={task.gap}
          onDone={(saved) => (saved ? commands.fixed() : setEditing(false))}
        />
      ) : (
        <div className={styles.buttons}>
          {acts.map((act, index) => (
            <ActButton
              key={act}
              act={act}
              task={task}
              first={index === 0 || acts[index - 1] === withSlots}
              disabled={busy}
              onAct={() => {
                if (act === 'fix-patient') setEditing(true);
                else if (act === 'give-up') setGivingUp(true);
                else commands.act(act);
              }}
            />
          ))}
        </div>
      )}
      <WithdrawDialog
        intent={
          givingUp && task.refused
            ? { intentId: task.refused.intentId, state: 'parked', booking: task.refused.act === 'book' }
            : null
        }
        onClose={() => setGivingUp(false)}
        onWithdrawn={() => setGivingUp(false)}
      />
    </section>
  );
}

function Slots({
  act,
  task,
  busy,
  onChoose,
}: {
  act: 'book-anew' | 'move';
  task: TaskView;
  busy: boolean;
  onChoose: ReturnType<typeof useTaskCommands>['place'];
}) {
  const { t } = useTranslation();
  const overview = useOverview();
  const words = act === 'book-anew' ? 'bookAnew' : 'moveTo';
  return (
    <div>
      <h3>{t(`tasks.act.${words}`)}</h3>
      {task.proposals.length === 0 ? (
        <p className={styles.help}>{t('tasks.act.noProposals')}</p>
      ) : (
        <>
          <p className={styles.help}>{t(act === 'book-anew' ? 'tasks.act.bookAnewHelp' : 'tasks.act.moveHelp')}</p>
          <div className={styles.slots}>
            {task.proposals.map((slot) => (
              <SlotButton
                key={slot.id}
                withDay
                slot={slot}
                actorName={shortPersonName(scheduleOf(overview, slot.scheduleId)?.actorShort ?? '')}
                disabled={busy}
                onChoose={onChoose}
              />
            ))}
          </div>
        </>
      )}
    </div>
  );
}

const words = {
  'fix-patient': 'tasks.act.fixPatient',
  keepCentral: 'tasks.act.keepCentral',
  retry: 'tasks.act.retry',
  'give-up': 'tasks.act.giveUp',
  keep: 'tasks.act.keep',
  'patient-called': 'tasks.act.patientCalled',
  'mark-done': 'tasks.act.markDone',
  'book-in-form': 'tasks.act.inForm',
} as const;

function ActButton({
  act,
  task,
  first,
  disabled,
  onAct,
}: {
  act: TaskAct;
  task: TaskView;
  first: boolean;
  disabled: boolean;
  onAct(): void;
}) {
  const { t } = useTranslation();
  if (act === 'book-anew' || act === 'move') return null;
  if (act === 'book-in-form') {
    const to = task.refused?.here ? book({ supersedes: task.refused.intentId }) : book({ patientId: task.patient?.id ?? '' });
    return (
      <Button variant={first ? 'filled' : 'default'} component="a" href={hrefOf(to)}>
        {t(words[act])}
      </Button>
    );
  }
  return (
    <Button variant={first ? 'filled' : 'default'} disabled={disabled} onClick={onAct}>
      {t(words[act === 'keep' && task.refused ? 'keepCentral' : act])}
    </Button>
  );
}

function FixPatient({ patientId, gap, onDone }: { patientId: string; gap: TaskView['gap']; onDone(saved: boolean): void }) {
  const { orpc } = useDesk();
  const overview = useOverview();
  const { data: patient } = useQuery(orpc.patients.get.queryOptions({ input: { id: patientId } }));
  if (!patient || !overview) return <LoadingLines />;
  return (
    <PatientEdit patient={patient} today={overview.today} focus={gap === 'no-contact' ? 'contact' : 'person'} onDone={onDone} />
  );
}
