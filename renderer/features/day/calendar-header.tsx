import { ActionIcon, Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { day, hrefOf, list, week } from '../../app/routes.ts';
import { ScreenHeader } from '../../components/screen-header.tsx';
import styles from './calendar-header.module.css';

export type CalendarMode = 'day' | 'week' | 'list';

/** Which day, how full, and the way to others. */
export function CalendarHeader({
  mode,
  date,
  scheduleId,
  title,
  short,
  counts,
  onStep,
  onToday,
  pages,
  children,
}: {
  mode: CalendarMode;
  date: string;
  scheduleId: string | null;
  title: string;
  short?: string;
  counts: { free: number; booked: number } | null;
  onStep: (by: 1 | -1) => void;
  onToday: () => void;
  /** When not all doctors fit. */
  pages: { from: number; to: number; total: number; onTurn: (by: 1 | -1) => void } | null;
  /** Further controls of the view. */
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const unit = mode === 'week' ? 'Week' : 'Day';
  const note = counts
    ? `${t('calendar.visits', { count: counts.booked })} · ${t('calendar.freeSlots', { count: counts.free })}`
    : null;
  const views = [
    ['day', day(date)],
    ['week', week(date, scheduleId)],
    ['list', list(date)],
  ] as const;
  return (
    <ScreenHeader
      title={title}
      short={short}
      note={note}
      before={
        <div className={styles.steps}>
          <ActionIcon
            variant="default"
            size="var(--control-height)"
            aria-label={t(`calendar.previous${unit}`)}
            onClick={() => onStep(-1)}
          >
            <IconChevronLeft size={17} stroke={1.7} />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size="var(--control-height)"
            aria-label={t(`calendar.next${unit}`)}
            onClick={() => onStep(1)}
          >
            <IconChevronRight size={17} stroke={1.7} />
          </ActionIcon>
          <Button variant="default" h="var(--control-height)" px={11} fw={500} onClick={onToday} aria-keyshortcuts="T">
            {t('common.today')}
          </Button>
        </div>
      }
    >
      <nav className={styles.views} aria-label={t('calendar.view.label')}>
        {views.map(([name, route]) => (
          <a key={name} href={hrefOf(route)} aria-current={name === mode ? 'page' : undefined}>
            {t(`calendar.view.${name}`)}
          </a>
        ))}
      </nav>
      {children}
      {pages ? (
        <div className={styles.pages}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('calendar.page.previous')}
            aria-keyshortcuts="Control+PageUp"
            disabled={pages.from === 1}
            onClick={() => pages.onTurn(-1)}
          >
            <IconChevronLeft size={16} stroke={1.7} />
          </ActionIcon>
          <span>{t('calendar.page.position', pages)}</span>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('calendar.page.next')}
            aria-keyshortcuts="Control+PageDown"
            disabled={pages.to === pages.total}
            onClick={() => pages.onTurn(1)}
          >
            <IconChevronRight size={16} stroke={1.7} />
          </ActionIcon>
        </div>
      ) : null}
    </ScreenHeader>
  );
}
