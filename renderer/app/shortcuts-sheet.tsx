import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../components/kbd.tsx';
import { useShortcuts } from './shortcuts.ts';
import styles from './shortcuts-sheet.module.css';

type Row = readonly [keys: readonly string[], name: string];

/** `?`: every key, in groups. */
export function ShortcutsSheet() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  useShortcuts({ '?': () => setOpened(true) });
  const ctrl = t('shell.keys.ctrl');
  const groups: readonly { title: string; rows: readonly Row[] }[] = [
    {
      title: t('shell.shortcuts.everywhere'),
      rows: [
        [[`${ctrl} K`], t('shell.shortcuts.search')],
        [['Alt 1'], t('shell.shortcuts.goDay')],
        [['Alt 2'], t('shell.shortcuts.goBook')],
        [['Alt 3'], t('shell.shortcuts.goTasks')],
        [['Alt 4'], t('shell.shortcuts.goPatients')],
        [['Alt 5'], t('shell.shortcuts.goReception')],
        [['Alt 6'], t('shell.shortcuts.goWaiting')],
        [['Alt L'], t('access.person.lock')],
        [['?'], t('shell.shortcuts.help')],
      ],
    },
    {
      title: t('shell.shortcuts.inDay'),
      rows: [
        [['←'], t('shell.shortcuts.previousDay')],
        [['→'], t('shell.shortcuts.nextDay')],
        [['PgUp'], t('shell.shortcuts.previousWeek')],
        [['PgDn'], t('shell.shortcuts.nextWeek')],
        [['T'], t('shell.shortcuts.today')],
        [[`${ctrl} PgUp`, `${ctrl} PgDn`], t('shell.shortcuts.nextPage')],
        [['D', 'W', 'L'], `${t('shell.shortcuts.viewDay')}, ${t('shell.shortcuts.viewWeek')}, ${t('shell.shortcuts.viewList')}`],
        [['Tab'], t('shell.shortcuts.walk')],
      ],
    },
    {
      title: t('shell.shortcuts.onVisit'),
      rows: [
        [[t('shell.keys.enter')], t('shell.shortcuts.show')],
        [[t('shell.keys.space')], t('shell.shortcuts.pickUp')],
        [['M'], t('shell.shortcuts.move')],
        [['O'], t('shell.shortcuts.cancel')],
        [[t('shell.keys.escape')], t('shell.shortcuts.close')],
      ],
    },
    {
      title: t('shell.shortcuts.moving'),
      rows: [
        [['↑', '↓'], t('shell.shortcuts.nextSlot')],
        [['←', '→'], t('shell.shortcuts.otherDoctor')],
        [[t('shell.keys.enter')], t('shell.shortcuts.drop')],
        [[t('shell.keys.escape')], t('shell.shortcuts.abort')],
      ],
    },
  ];
  return (
    <Modal opened={opened} onClose={() => setOpened(false)} title={t('shell.shortcuts.title')} size={720}>
      <div className={styles.groups}>
        {groups.map(({ title, rows }) => (
          <section key={title}>
            <h3 className={styles.title}>{title}</h3>
            <dl className={styles.rows}>
              {rows.map(([keys, name]) => (
                <div key={name} className={styles.row}>
                  <dt>{name}</dt>
                  <dd>
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                    <span className="sr-only">{keys.join(', ')}</span>
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
