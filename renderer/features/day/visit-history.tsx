import { useTranslation } from 'react-i18next';
import type { HistoryEntry, VisitDetail } from '../../../core/contract/views.ts';
import { useFormat } from '../../app/format.ts';
import styles from './drawer.module.css';

/** What happened to the visit, latest first. */
export function VisitHistory({ visit }: { visit: VisitDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const whatOf = ({ what, from, to }: HistoryEntry) => {
    if (what !== 'moved' || !to) return t(`calendar.history.${what === 'moved' ? 'changed' : what}`);
    if (!from) return t('calendar.history.movedTo', { to: format.shortInstant(to) });
    return t('calendar.history.moved', { from: format.shortInstant(from), to: format.shortInstant(to) });
  };
  const whoOf = ({ channel, author }: HistoryEntry) =>
    [channel ? t(`common.channel.${channel}`) : null, author].filter(Boolean).join(', ');
  return (
    <section className={styles.history} aria-label={t('calendar.drawer.history')}>
      <ol>
        {visit.history.toReversed().map((entry) => (
          <li key={`${entry.at} ${entry.what} ${entry.to ?? ''}`}>
            <time dateTime={entry.at}>{format.shortInstant(entry.at)}</time>
            <span>
              {whatOf(entry)}
              {whoOf(entry) ? ` · ${whoOf(entry)}` : ''}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
