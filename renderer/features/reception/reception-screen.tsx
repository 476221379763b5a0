import { TextInput } from '@mantine/core';
import { IconScan, IconUserCheck } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceptionRow, ReceptionView } from '../../../core/contract/reception-views.ts';
import type { Refusal } from '../../../core/domain/refusal.ts';
import { outcomeOf, possibleOutcomes, type VisitOutcome } from '../../../core/domain/visit-outcome.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { ChoiceRow } from '../../components/choice-row.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { RefusalList } from '../../components/refusal-list.tsx';
import { ScreenHeader } from '../../components/screen-header.tsx';
import { useOutcomeActs } from '../day/outcome-acts.ts';
import { optionId, ReceptionList } from './reception-list.tsx';
import { ReceptionPanel } from './reception-panel.tsx';
import styles from './reception-screen.module.css';
import { useInstantNow } from './use-instant-now.ts';
import { useTypingGoesTo } from './use-typing-goes-to.ts';

type Scope = 'today' | 'open';

/** Przyjęcie: scan or type who stands there, Enter. The search field always has the focus. */
export function ReceptionScreen() {
  const { t } = useTranslation();
  const format = useFormat();
  const { client, orpc } = useDesk();
  const [scope, setScope] = useState<Scope>('today');
  const [text, setText] = useState('');
  const [wantedId, setWantedId] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const field = useRef<HTMLInputElement>(null);
  const now = useInstantNow();
  const acts = useOutcomeActs();
  useTypingGoesTo(field);
  useEffect(() => field.current?.focus(), []);
  const input = { text, scope };
  const query = useQuery(orpc.reception.list.queryOptions({ input, placeholderData: keepPreviousData }));
  const view = query.data;
  const rows = view?.rows ?? [];
  const chosen = rows.find(({ id }) => id === wantedId) ?? firstToTreat(rows, scope, text, now);

  const toField = useCallback(() => field.current?.focus(), []);
  const settle = (done: boolean, found: readonly Refusal[] = []) => {
    setRefusals(found);
    if (!done) return;
    setText('');
    setWantedId(null);
    toField();
  };

  const act = async (row: ReceptionRow, outcome: VisitOutcome) => {
    setSaid('');
    const result = await acts.set(row, outcome, row.schedule.actorShort);
    settle(result.ok, result.ok ? [] : result.refusals);
  };

  /**
   * Whom a key is about. A scanner is faster than the list and sends Enter twice: what counts is what was typed, not what is
   * still shown, and nobody is marked who was neither named nor pointed at.
   */
  const meant = async (): Promise<ReceptionRow | null> => {
    if (text === '' && wantedId === null) return null;
    const fresh = await client.reception.list(input);
    const row = fresh.rows.find(({ id }) => id === wantedId) ?? onlyPerson(fresh, now);
    if (!row) setSaid(whyNobody(fresh));
    return row;
  };

  const arrive = async () => {
    const row = await meant();
    if (!row) return;
    const present = outcomeOf(row);
    if (present === 'expected' || present === 'no-show') return act(row, 'arrived');
    const since = row.course?.arrivedAt ?? row.course?.startedAt;
    const patient = row.patientName;
    setSaid(
      present === 'performed'
        ? t('reception.alreadyOver', { patient })
        : since
          ? t('reception.already', { patient, time: format.instantTime(since) })
          : t('reception.alreadyHere', { patient }),
    );
    setText('');
  };

  const mark = async (outcome: VisitOutcome) => {
    const row = await meant();
    if (row && now && possibleOutcomes(row, now).includes(outcome)) await act(row, outcome);
  };

  const whyNobody = ({ rows: found, notToday }: ReceptionView): string => {
    if (found.length > 1) return t('reception.several');
    if (!notToday) return t('reception.none');
    const { patientName: patient, nextLocalStart } = notToday;
    return nextLocalStart
      ? t('reception.notToday', { patient, when: format.moment(nextLocalStart) })
      : t('reception.notTodayNone', { patient });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const key = keyAct(event, { hasText: text !== '' });
    if (!key) return;
    event.preventDefault();
    if (key === 'undo') return acts.undoLast();
    if (key === 'clear') return settle(true);
    if (key === 'up' || key === 'down') return setWantedId(neighbour(rows, chosen, key)?.id ?? null);
    if (key === 'arrived' && scope === 'today') return void arrive();
    if (key !== 'arrived') void mark(key);
  };

  return (
    <>
      <ScreenHeader title={t('reception.title')} note={view ? format.longDay(view.date) : null}>
        <ChoiceRow
          label={t('reception.scope.label')}
          hideLabel
          value={scope}
          choices={[
            { value: 'today', label: t('reception.scope.today') },
            { value: 'open', label: `${t('reception.scope.open')}${view ? ` (${view.open})` : ''}` },
          ]}
          onChange={(next) => {
            setScope(next);
            setWantedId(null);
            setSaid('');
          }}
        />
      </ScreenHeader>
      <div className={styles.body}>
        <div className={styles.main}>
          <TextInput
            ref={field}
            className={styles.field}
            size="md"
            role="combobox"
            aria-expanded={rows.length > 0}
            aria-controls={rows.length > 0 ? 'reception-list' : undefined}
            aria-activedescendant={chosen ? optionId(chosen.id) : undefined}
            aria-label={t('reception.search')}
            placeholder={t('reception.search')}
            leftSection={<IconScan size={19} stroke={1.6} aria-hidden />}
            value={text}
            maxLength={120}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setWantedId(null);
              setSaid('');
              setRefusals([]);
            }}
            onKeyDown={onKeyDown}
          />
          <p className={styles.said} role="status">
            {said}
          </p>
          {refusals.length > 0 ? (
            <div className={styles.refused}>
              <RefusalList refusals={refusals} />
            </div>
          ) : null}
          {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
          {query.status === 'pending' ? <LoadingLines lines={12} /> : null}
          {view && rows.length > 0 && now ? (
            <ReceptionList
              rows={rows}
              chosenId={chosen?.id ?? null}
              today={view.date}
              now={now}
              onChoose={setWantedId}
              onKeyDown={onKeyDown}
            />
          ) : null}
          {view && rows.length === 0 ? <Nobody view={view} scope={scope} why={whyNobody(view)} /> : null}
        </div>
        {chosen && now ? (
          <ReceptionPanel key={chosen.id} row={chosen} arrivals={scope === 'today'} now={now} acts={acts} onDone={toField} />
        ) : null}
      </div>
    </>
  );
}

function Nobody({ view, scope, why }: { view: ReceptionView; scope: Scope; why: string }) {
  const { t } = useTranslation();
  const icon = <IconUserCheck size={30} stroke={1.3} aria-hidden />;
  if (view.total > 0) {
    return (
      <EmptyState icon={icon} title={view.notToday ? why : t('reception.none')}>
        {view.notToday ? null : t('reception.noneBody')}
      </EmptyState>
    );
  }
  return scope === 'open' ? (
    <EmptyState icon={icon} title={t('reception.allClosed')}>
      {t('reception.allClosedBody')}
    </EmptyState>
  ) : (
    <EmptyState icon={icon} title={t('reception.empty')}>
      {t('reception.emptyBody')}
    </EmptyState>
  );
}

type KeyAct = VisitOutcome | 'up' | 'down' | 'undo' | 'clear';

function keyAct(event: KeyboardEvent, { hasText }: { hasText: boolean }): KeyAct | null {
  const { key, ctrlKey, metaKey, shiftKey } = event;
  const mod = ctrlKey || metaKey;
  if (key === 'ArrowDown') return 'down';
  if (key === 'ArrowUp') return 'up';
  if (key === 'Escape') return hasText ? 'clear' : null;
  // With something typed Ctrl+Z is the field's own.
  if (mod && key.toLowerCase() === 'z' && !hasText) return 'undo';
  if (key !== 'Enter') return null;
  return mod ? 'in-progress' : shiftKey ? 'performed' : 'arrived';
}

/** Who is meant before anyone is pointed at: the first who has not come yet, nearest to now when nothing is typed. */
function firstToTreat(rows: readonly ReceptionRow[], scope: Scope, text: string, now: string | null): ReceptionRow | null {
  if (scope === 'open' || text === '') {
    const upcoming = scope === 'open' ? rows : rows.filter(({ startsAt }) => now !== null && startsAt >= now);
    return upcoming.find((row) => outcomeOf(row) === 'expected') ?? rows[0] ?? null;
  }
  return rows.find((row) => outcomeOf(row) === 'expected') ?? rows[0] ?? null;
}

/** All that fits is one person: his visit that is still expected, otherwise the nearest one. */
function onlyPerson({ rows }: ReceptionView, now: string | null): ReceptionRow | null {
  const [first] = rows;
  if (!first || rows.some(({ patientId }) => patientId !== first.patientId)) return null;
  return firstToTreat(rows, 'today', '-', now);
}

function neighbour(rows: readonly ReceptionRow[], chosen: ReceptionRow | null, way: 'up' | 'down'): ReceptionRow | null {
  const at = rows.findIndex(({ id }) => id === chosen?.id);
  return rows[Math.min(rows.length - 1, Math.max(0, at + (way === 'down' ? 1 : -1)))] ?? null;
}
