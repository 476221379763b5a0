import { ActionIcon } from '@mantine/core';
import { IconArrowLeft, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Screen } from '../../app/routes.ts';
import { Kbd } from '../../components/kbd.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { helpTitles, type TopicId, useHelpBook } from './help-book.ts';
import styles from './help-panel.module.css';
import { closeHelp, panelId, showTopic, useHelp } from './help-state.ts';
import { HelpText } from './help-text.tsx';

/** Beside the screen, so that the steps can be followed while they are read (experience: help in place). */
export function HelpPanel({ screen, onShortcuts }: { screen: Screen; onShortcuts(): void }) {
  const { open } = useHelp();
  return open ? <Panel screen={screen} onShortcuts={onShortcuts} /> : null;
}

function Panel({ screen, onShortcuts }: { screen: Screen; onShortcuts(): void }) {
  const { t } = useTranslation();
  const { topic, asked } = useHelp();
  const book = useHelpBook();
  const own: TopicId = `screen:${screen}`;
  const shown = topic ?? own;
  const section = book?.topics.get(shown);
  const title = useRef<HTMLHeadingElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const isRead = section !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each asking is one move of the focus
  useEffect(() => {
    if (isRead) title.current?.focus();
  }, [asked, isRead]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text begins at its top
  useEffect(() => {
    text.current?.scrollTo({ top: 0 });
  }, [shown]);
  return (
    <aside
      id={panelId}
      className={styles.panel}
      aria-labelledby={`${panelId}-title`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // Not also for the screen behind.
        event.preventDefault();
        event.stopPropagation();
        closeHelp();
      }}
    >
      <header className={styles.head}>
        <div>
          {topic !== null && topic !== own ? (
            <button type="button" className={styles.back} onClick={() => showTopic(null)}>
              <IconArrowLeft size={15} stroke={1.7} aria-hidden />
              {t('help.title', { topic: helpTitles[screen](t) })}
            </button>
          ) : null}
          <h2 id={`${panelId}-title`} ref={title} tabIndex={-1} className={styles.title}>
            {t('help.title', { topic: section?.title ?? helpTitles[screen](t) })}
          </h2>
        </div>
        <ActionIcon variant="subtle" color="gray" aria-label={t('help.close')} onClick={closeHelp}>
          <IconX size={17} stroke={1.7} />
        </ActionIcon>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text must be reached to be scrolled by keys */}
      {/* biome-ignore lint/a11y/useSemanticElements: no group of fields */}
      <div ref={text} className={styles.text} tabIndex={0} role="group" aria-labelledby={`${panelId}-title`}>
        {section && book ? (
          <HelpText
            blocks={section.blocks}
            onFollow={(to) => {
              const next = book.follow(to, shown);
              return next ? () => showTopic(next) : null;
            }}
          />
        ) : (
          <LoadingLines lines={8} />
        )}
      </div>
      <footer className={styles.foot}>
        <button type="button" className={styles.keys} onClick={onShortcuts}>
          {t('help.allKeys')} <Kbd>?</Kbd>
        </button>
        <span>
          {t('help.more')} <Kbd>Ctrl K</Kbd>
        </span>
      </footer>
    </aside>
  );
}
