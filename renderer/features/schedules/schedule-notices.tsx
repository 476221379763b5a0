import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ScheduleCard } from '../../../core/contract/schedule-views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { RefusalList } from '../../components/refusal-list.tsx';
import type { DraftStore, Drafts } from './schedule-drafts.ts';
import styles from './schedules-screen.module.css';

/** Above the week: somebody else has published meanwhile, or central has refused what was published here. */
export function ScheduleNotices({ card, drafts, store }: { card: ScheduleCard; drafts: Drafts; store: DraftStore }) {
  const { t } = useTranslation();
  const { client } = useDesk();
  const draft = drafts.get(card.schedule.id);
  const moved = draft?.base && draft.base.revision !== card.schedule.revision;
  const { refused } = card;
  const startAnew = async () => {
    if (!refused) return;
    const result = await client.schedules.giveUp({ intentId: refused.intentId }).catch(() => null);
    if (result?.ok) store.replace(card.schedule, refused.rebased);
  };
  return (
    <>
      {moved ? (
        <div className={styles.notice} role="status">
          <p>
            <b>{t('schedules.rebase.title')}</b> {t('schedules.rebase.body')}
          </p>
          <Button variant="default" onClick={() => store.rebase(card.schedule)}>
            {t('schedules.rebase.act')}
          </Button>
        </div>
      ) : null}
      {refused ? (
        <div className={styles.notice} data-tone="bad" role="status">
          <div>
            <p>
              <b>{t('schedules.refused.title')}</b>{' '}
              {refused.waiting > 0 ? t('schedules.refused.waiting', { count: refused.waiting }) : null}
            </p>
            <RefusalList refusals={refused.refusals} />
          </div>
          <Button variant="default" onClick={() => void startAnew()}>
            {t('schedules.refused.act')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
