import { Button, Group, Modal, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SlotView, VisitDetail } from '../../../core/contract/views.ts';
import type { Refusal } from '../../../core/domain/refusal.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { scheduleOf, useOverview } from '../../app/overview.ts';
import { useDeskStatus } from '../../app/status.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { RefusalList } from '../../components/refusal-list.tsx';
import { SayNote } from '../../components/say-note.tsx';
import { SlotButton } from '../../components/slot-button.tsx';
import styles from './dialogs.module.css';
import type { VisitActs } from './visit-acts.ts';

const mostSlots = 120;

/**
 * R31: another time for the visit, from the free slots that it may have, nearest first. An exam is not moved but cancelled and
 * booked anew: in one act, and both steps are said before it.
 */
export function MoveDialog({
  visit,
  refused = [],
  acts,
  onClose,
}: {
  visit: VisitDetail;
  /** Why an attempt before this one failed. */
  refused?: readonly Refusal[];
  acts: Pick<VisitActs, 'move' | 'rebook'>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { orpc } = useDesk();
  const overview = useOverview();
  const status = useDeskStatus();
  const [scheduleId, setScheduleId] = useState<string | null>(null);
  const [chosen, setChosen] = useState<SlotView | null>(null);
  const [refusals, setRefusals] = useState(refused);
  const [busy, setBusy] = useState(false);
  const isExam = visit.service !== 'cardiology';
  const found = useQuery(
    orpc.slots.find.queryOptions({
      input: { kind: visit.kind, clinicCodes: [visit.clinicCode], scheduleId, from: null, limit: mostSlots },
    }),
  );
  const actors = (overview?.schedules ?? []).filter(({ clinicCode }) => clinicCode === visit.clinicCode);
  const actorOf = (slot: SlotView) => scheduleOf(overview, slot.scheduleId);

  const submit = async () => {
    if (!chosen) return;
    setBusy(true);
    const result = await acts[isExam ? 'rebook' : 'move'](visit, chosen, actorOf(chosen)?.actorShort ?? '');
    setBusy(false);
    if (result.ok) onClose();
    else setRefusals(result.refusals);
  };

  return (
    <Modal opened onClose={onClose} title={t(isExam ? 'calendar.rebook.title' : 'calendar.move.title')} size={660}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="md">
          <Group justify="space-between" align="flex-end" wrap="nowrap">
            <p className={styles.subject}>
              <b>{visit.patientName}</b>
              <span>{t('calendar.move.from', { when: format.moment(visit.localStart), actor: visit.actorName })}</span>
            </p>
            <Select
              w={240}
              aria-label={t('calendar.move.actor')}
              placeholder={t('calendar.move.anyActor')}
              clearable
              value={scheduleId}
              onChange={(value) => {
                setScheduleId(value);
                setChosen(null);
              }}
              data={actors.map((actor) => ({ value: actor.id, label: actor.actorShort }))}
            />
          </Group>
          <RefusalList refusals={refusals} />
          {found.isError ? <ErrorState error={found.error} onRetry={() => void found.refetch()} /> : null}
          {found.status === 'pending' ? <LoadingLines /> : null}
          {found.data?.live === false && status?.confirmedAsOf ? (
            <p className={styles.hint}>{t('calendar.move.notLive', { time: format.instant(status.confirmedAsOf) })}</p>
          ) : null}
          {found.data?.days.length === 0 ? (
            <EmptyState title={t('calendar.move.none')}>
              {found.data.windowTo
                ? t(isExam ? 'calendar.move.noneExam' : 'calendar.move.noneWindow', { day: format.longDay(found.data.windowTo) })
                : t('calendar.move.noneFirst')}
            </EmptyState>
          ) : null}
          {found.data && found.data.days.length > 0 ? (
            <div className={styles.days} ref={focusFirst}>
              {found.data.days.map((day) => (
                <section key={day.date} className={styles.day}>
                  <h3>{format.dayTitle(day.date)}</h3>
                  <div className={styles.slots}>
                    {day.slots.map((slot) => (
                      <SlotButton
                        key={slot.id}
                        slot={slot}
                        actorName={scheduleId ? undefined : actorOf(slot)?.actorShort}
                        selected={slot.id === chosen?.id}
                        onChoose={setChosen}
                      />
                    ))}
                  </div>
                </section>
              ))}
            </div>
          ) : null}
          {isExam ? <BothSteps visit={visit} chosen={chosen} actorName={(chosen && actorOf(chosen)?.actorShort) ?? ''} /> : null}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!chosen} loading={busy}>
              {chosen
                ? t(isExam ? 'calendar.rebook.act' : 'calendar.move.act', { when: format.moment(chosen.localStart) })
                : t('calendar.move.chooseFirst')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** What will happen, in its order; either all of it or nothing. */
function BothSteps({ visit, chosen, actorName }: { visit: VisitDetail; chosen: SlotView | null; actorName: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section className={styles.steps} aria-label={t('calendar.rebook.steps')} aria-live="polite">
      <ol>
        <li>{t('calendar.rebook.gives', { when: format.moment(visit.localStart) })}</li>
        <li>
          {chosen
            ? t('calendar.rebook.takes', { when: format.moment(chosen.localStart), actor: actorName })
            : t('calendar.rebook.takesNone')}
        </li>
      </ol>
      <p className={styles.hint}>{t('calendar.rebook.both')}</p>
      {chosen ? <SayNote notes={['old-date-until-new', 'slot-to-live-search']} /> : null}
    </section>
  );
}

/** The slots come after the dialog: the first of them takes the focus that the dialog gave to its close button. */
function focusFirst(list: HTMLDivElement | null): void {
  list?.querySelector('button')?.focus();
}
