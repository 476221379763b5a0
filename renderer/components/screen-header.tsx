import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { openSearch } from '../app/search.tsx';
import { AwayNotice } from '../features/away/away-notice.tsx';
import { HelpButton } from '../features/help/help-button.tsx';
import { ConnectionState } from './connection-state.tsx';
import { Kbd } from './kbd.tsx';
import { OfflineBar } from './offline-bar.tsx';
import styles from './screen-header.module.css';

/**
 * The top of every screen: its title (and `note` beside it), its own controls, then search, the state of the connection and the help.
 * `before`: controls in front of the title, as the calendar's arrow has.
 */
export function ScreenHeader({
  title,
  short,
  note,
  before,
  children,
}: {
  title: ReactNode;
  /** The title where there is no room for it: small window, help beside. */
  short?: ReactNode;
  note?: ReactNode;
  before?: ReactNode;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <>
      <header className={styles.header}>
        {before}
        <h1 className={styles.title}>
          <span className={styles.full}>{title}</span>
          {short ? <span className={styles.short}>{short}</span> : null}
          {note ? <small>{note}</small> : null}
        </h1>
        {children}
        <span className={styles.stretch} />
        <button
          type="button"
          className={styles.search}
          onClick={openSearch}
          aria-label={t('shell.search.open')}
          aria-keyshortcuts="Control+K"
        >
          <IconSearch size={16} stroke={1.7} aria-hidden />
          <span>{t('shell.search.open')}</span>
          <Kbd>Ctrl K</Kbd>
        </button>
        <ConnectionState />
        <HelpButton />
      </header>
      <OfflineBar />
      <AwayNotice />
    </>
  );
}
