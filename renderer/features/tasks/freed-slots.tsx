import { Button, Switch } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { FreedCandidate, FreedSlot } from '../../../core/contract/acts-views.ts';
import type { CallOutcome } from '../../../core/domain/task.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { hrefOf, patients } from '../../app/routes.ts';
import { type CommandState, useCommand } from '../../app/use-command.ts';
import { CommandTrouble } from '../../components/command-trouble.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Mark } from '../../components/kind-chip.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import styles from './freed-slots.module.css';
import { RevealPhone } from './reveal-phone.tsx';

/** R34: slots that nobody will be given by the waiting room, and whom to call about them. */
export function FreedSlots() {
  const { t } = useTranslation();
  const { client, orpc } = useDesk();
  const query = useQuery(orpc.freed.list.queryOptions());
  const command = useCommand();
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <LoadingLines />;
  const { on, hours, slots } = query.data;
  const turn = (next: boolean) => {
    const input = { intentId: v7(), on: next };
    command.run(
      () => client.freed.turn(input),
      () => undefined,
    );
  };
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        {on ? <p className={styles.lead}>{t('freed.lead', { hours })}</p> : null}
        <Switch checked={on} label={t('freed.on')} onChange={(event) => turn(event.currentTarget.checked)} />
      </div>
      <CommandTrouble command={command} />
      {slots.length > 0 ? (
        slots.map((freed) => <Freed key={freed.slot.id} freed={freed} command={command} />)
      ) : (
        <EmptyState title={on ? t('freed.empty', { hours }) : t('freed.off')}>
          {on ? t('freed.emptyTeach') : t('freed.offTeach', { hours })}
        </EmptyState>
      )}
    </div>
  );
}

function Freed({ freed, command }: { freed: FreedSlot; command: CommandState }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { slot, candidates } = freed;
  return (
    <section className={styles.slot} aria-labelledby={`freed-${slot.id}`}>
      <h2 id={`freed-${slot.id}`}>
        {format.dayTitle(slot.localStart)}, {format.time(slot.localStart)}
        <span>
          {' '}
          {freed.actorName} · {freed.clinicCode} · {t(`common.kind.${slot.kind}`)}
        </span>
      </h2>
      {candidates.length === 0 ? (
        <p className={styles.lead}>{t('freed.nobody')}</p>
      ) : (
        <ol>
          {candidates.map((candidate) => (
            <Candidate key={candidate.visitId} candidate={candidate} freed={freed} command={command} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Candidate({ candidate, freed, command }: { candidate: FreedCandidate; freed: FreedSlot; command: CommandState }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { client } = useDesk();
  const { patientId, patientName, visitId, calls } = candidate;
  const busy = command.phase === 'running';
  const log = (outcome: Exclude<CallOutcome, 'later'>) => {
    const input = { intentId: v7(), slotId: freed.slot.id, visitId, outcome, laterAt: null };
    command.run(
      () => client.freed.call(input),
      () => undefined,
    );
  };
  const move = () => {
    const input = { intentId: v7(), visitId, slotId: freed.slot.id, seenVersion: candidate.version, supersedes: null };
    command.run(
      () => client.visits.move(input),
      () => notifications.show({ message: t('freed.moved', { when: format.moment(freed.slot.localStart) }) }),
    );
  };
  return (
    <li className={styles.candidate}>
      <div>
        <a className={styles.name} href={hrefOf(patients(patientId))}>
          {patientName}
        </a>
        {candidate.urgent ? <Mark tone="warn">{t('common.category.urgent')}</Mark> : null}
        {candidate.entitled ? <Mark tone="warn">{t('common.entitled')}</Mark> : null}
        <p className={styles.facts}>
          {t('freed.now', { when: format.moment(candidate.localStart) })} ·{' '}
          {t('freed.waits', { when: format.shortInstant(candidate.submittedAt) })}
        </p>
        {calls.map((call) => (
          <p key={call.id} className={styles.facts}>
            {t(`tasks.calls.${call.outcome}`)}: {format.instant(call.at)}, {call.author}
          </p>
        ))}
      </div>
      <RevealPhone
        patient={{ id: patientId, name: patientName, phone: candidate.phone, secondPhone: null }}
        visitId={candidate.visitId}
      />
      <div className={styles.acts}>
        <Button size="compact-sm" variant="default" disabled={busy} onClick={() => log('reached')}>
          {t('tasks.calls.reached')}
        </Button>
        <Button size="compact-sm" variant="default" disabled={busy} onClick={() => log('not-reached')}>
          {t('tasks.calls.not-reached')}
        </Button>
        <Button size="compact-sm" disabled={busy} onClick={move}>
          {t('freed.move')}
        </Button>
      </div>
    </li>
  );
}
