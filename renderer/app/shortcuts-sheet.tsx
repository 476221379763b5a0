import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../components/kbd.tsx';
import { screenKeys } from './screen-list.ts';
import { shortcutGroups, shownKey } from './shortcut-list.ts';
import styles from './shortcuts-sheet.module.css';

/** `?`: every key, in groups. */
export function ShortcutsSheet({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const { t } = useTranslation();
  const words = { ctrl: t('shell.keys.ctrl'), space: t('shell.keys.space') };
  const groups = [
    {
      title: t('shell.shortcuts.screens'),
      rows: screenKeys.map(({ key, entry }) => ({ keys: [key], name: t(`shell.screen.${entry.screen}`) })),
    },
    ...shortcutGroups.map(({ title, rows }) => ({
      title: t(`shell.shortcuts.${title}`),
      rows: rows.map(({ keys, says }) => ({ keys: [...keys], name: t(`shell.shortcuts.${says}`) })),
    })),
  ];
  return (
    <Modal opened={opened} onClose={onClose} title={t('shell.shortcuts.title')} size={820}>
      <div className={styles.groups}>
        {groups.map(({ title, rows }) => (
          <section key={title}>
            <h3 className={styles.title}>{title}</h3>
            <dl>
              {rows.map(({ keys, name }) => (
                <div key={name} className={styles.row}>
                  <dt>{name}</dt>
                  <dd>
                    {keys.map((key) => (
                      <Kbd key={key}>{shownKey(key, words)}</Kbd>
                    ))}
                    <span className="sr-only">{keys.map((key) => shownKey(key, words)).join(', ')}</span>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
