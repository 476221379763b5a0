import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PublicationResult, ScheduleCard, ScheduleCheck } from '../../../core/contract/schedule-views.ts';
import type { Refusal } from '../../../core/domain/refusal.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useDeskStatus } from '../../app/status.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { RefusalList } from '../../components/refusal-list.tsx';
import { AffectedRow } from './affected-row.tsx';
import styles from './check-panel.module.css';
import { Consequences } from './consequences.tsx';
import { type Decisions, decide, decideAll, moveTo, stillGood } from './decisions.ts';
import type { Drafts } from './schedule-drafts.ts';

/** Sprawdź zmiany: every affected visit with its decision, what follows, and the one button that does it all. */
export function CheckPanel({
  drafts,
  cards,
  onBack,
  onPublished,
}: {
  drafts: Drafts;
  cards: readonly ScheduleCard[];
  onBack(): void;
  onPublished(result: Extract<PublicationResult, { ok: true }>): void;
}) {
  const { orpc } = useDesk();
  const input = { drafts: [...drafts.values()].map(({ draft }) => draft) };
  const query = useQuery(orpc.schedules.check.queryOptions({ input, gcTime: 0 }));
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <LoadingLines />;
  return (
    <Checked
      check={query.data}
      drafts={drafts}
      cards={cards}
      onBack={onBack}
      onPublished={onPublished}
      onRefused={() => void query.refetch()}
    />
  );
}

function Checked({
  check,
  drafts,
  cards,
  onBack,
  onPublished,
  onRefused,
}: Parameters<typeof CheckPanel>[0] & { check: ScheduleCheck; onRefused(): void }) {
  const { t } = useTranslation();
  const { client } = useDesk();
  const status = useDeskStatus();
  const [chosen, setChosen] = useState<Decisions>(new Map());
  const [reason, setReason] = useState('');
  const [phase, setPhase] = useState<'idle' | 'running'>('idle');
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [batchId] = useState(() => crypto.randomUUID());
  const decisions = stillGood(chosen, check.affected);
  const undecided = check.affected.length - decisions.size;
  const reasonMissing = check.turnedIntoContinuation > 0 && reason.trim() === '';
  const blocked = undecided > 0 || check.faults.length > 0 || reasonMissing;

  const publish = async () => {
    setPhase('running');
    setRefusals([]);
    const wanted = [...drafts.values()].map(({ draft }) => draft);
    const result = await client.schedules
      .publish({ batchId, drafts: wanted, decisions: [...decisions.values()], reason: reason.trim() || null })
      .catch(() => null);
    setPhase('idle');
    if (result?.ok) return onPublished(result);
    setRefusals(result?.refusals ?? [{ code: 'invalid' }]);
    onRefused();
  };

  return (
    <div className={styles.page}>
      <section className={styles.visits} aria-labelledby="affected-title">
        <header className={styles.head}>
          <h2 id="affected-title">
            {t('schedules.checking.affected')} <small>{check.affected.length}</small>
          </h2>
          <p>{t(check.affected.length > 0 ? 'schedules.checking.affectedHelp' : 'schedules.checking.noneAffected')}</p>
          {check.affected.length > 1 ? (
            <div className={styles.all}>
              <span>{t('schedules.checking.all')}</span>
              {(['move', 'keep', 'cancel'] as const).map((wish) => (
                <Button key={wish} size="compact-sm" variant="default" onClick={() => setChosen(decideAll(check.affected, wish))}>
                  {t(`schedules.checking.${wish === 'move' ? 'allMove' : wish === 'keep' ? 'allKeep' : 'allCancel'}`)}
                </Button>
              ))}
            </div>
          ) : null}
        </header>
        <ul className={styles.list}>
          {check.affected.map((each) => (
            <AffectedRow
              key={each.visit.id}
              each={each}
              decisions={decisions}
              onDecide={(wish) => setChosen(decide(decisions, each, wish))}
              onMoveTo={(slotId) => setChosen(moveTo(decisions, each.visit.id, slotId))}
            />
          ))}
        </ul>
      </section>
      <aside className={styles.side}>
        <Consequences check={check} cards={cards} drafts={drafts} />
        {check.turnedIntoContinuation > 0 ? (
          <TextInput
            required
            label={t('schedules.checking.reason')}
            description={t('schedules.checking.reasonNeeded', { count: check.turnedIntoContinuation })}
            value={reason}
            maxLength={300}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        ) : null}
        <RefusalList refusals={refusals} />
        <div className={styles.publish}>
          {undecided > 0 ? <p role="status">{t('schedules.checking.undecided', { count: undecided })}</p> : null}
          {status?.connection === 'offline' ? <p>{t('schedules.checking.offline')}</p> : null}
          <div>
            <Button disabled={blocked || phase === 'running'} onClick={() => void publish()}>
              {t(phase === 'running' ? 'schedules.checking.publishing' : 'schedules.checking.publish')}
            </Button>
            <Button variant="default" onClick={onBack}>
              {t('schedules.checking.back')}
            </Button>
          </div>
        </div>
      </aside>
    </div>
  );
}
