import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useElementSize } from '../components/element-size.ts';
import { useAway } from '../features/away/use-away.ts';
import { PersonMenu } from '../features/sign-in/person-menu.tsx';
import { useMayShow } from './may-show.ts';
import styles from './rail.module.css';
import { RailMore } from './rail-more.tsx';
import { placesIn } from './rail-places.ts';
import { hrefOf, useRoute } from './routes.ts';
import { type ListedScreen, screenKeys, screenList } from './screen-list.ts';
import { ariaKey, shownKey } from './shortcut-list.ts';
import { useDeskStatus } from './status.ts';

/** The screens at the left edge. What does not fit in the height (small screen, 200 % zoom) is one key press away in `Więcej`. */
export function Rail() {
  const { t } = useTranslation();
  const here = useShownScreen();
  const mayShow = useMayShow();
  const countOf = useCounts();
  const [list, setList] = useState<HTMLElement | null>(null);
  const height = useElementSize(list)?.height;
  const all = screenList.filter(({ screen }) => mayShow(screen));
  const { shown, more } = placesIn(all, height ?? Number.POSITIVE_INFINITY);
  return (
    <nav className={styles.rail} aria-label={t('shell.navigation')}>
      <span className={styles.logo} aria-hidden>
        <svg aria-hidden="true" viewBox="0 0 32 32" width="32" height="32">
          <rect width="32" height="32" rx="9" className={styles.logoGround} />
          <path d="M9.5 13.5a6.5 6.5 0 0 1 13 0v9h-13z" className={styles.logoArch} />
          <path d="M7 22.5h18" className={styles.logoSill} />
        </svg>
      </span>
      <div ref={setList} className={styles.list}>
        {shown.map((entry) => (
          <RailLink key={entry.screen} entry={entry} current={entry.screen === here} count={countOf(entry.screen)} />
        ))}
        {more.length > 0 ? <RailMore entries={more} here={here} countOf={countOf} /> : null}
      </div>
      <PersonMenu />
    </nav>
  );
}

function RailLink({ entry: { screen, to, Icon }, current, count }: { entry: ListedScreen; current: boolean; count: number }) {
  const { t } = useTranslation();
  const key = screenKeys.find(({ entry }) => entry.screen === screen)?.key;
  const name = t(`shell.screen.${screen}`);
  const words = { ctrl: t('shell.keys.ctrl'), space: t('shell.keys.space') };
  return (
    <a
      className={styles.entry}
      href={hrefOf(to)}
      aria-current={current ? 'page' : undefined}
      aria-keyshortcuts={key ? ariaKey(key) : undefined}
      title={key ? `${t(`shell.screenMeans.${screen}`)} (${shownKey(key, words)})` : t(`shell.screenMeans.${screen}`)}
    >
      <Icon size={20} stroke={1.6} aria-hidden />
      {name}
      <Count screen={screen} count={count} />
    </a>
  );
}

function Count({ screen, count }: { screen: string; count: number }) {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <>
      <span className={styles.badge} aria-hidden>
        {count > 99 ? '99+' : count}
      </span>
      <span className="sr-only">, {t(screen === 'away' ? 'shell.unread' : 'shell.openTasks', { count })}</span>
    </>
  );
}

/** Week and list are views of the day. */
function useShownScreen(): string {
  const { screen } = useRoute();
  return screen === 'week' || screen === 'list' ? 'day' : screen;
}

function useCounts(): (screen: string) => number {
  const status = useDeskStatus();
  const away = useAway();
  const counts: Partial<Record<string, number>> = { tasks: status?.openTasks ?? 0, away: away?.total ?? 0 };
  return (screen) => counts[screen] ?? 0;
}
