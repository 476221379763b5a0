import { Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../components/kbd.tsx';
import styles from './rail.module.css';
import { navigate } from './routes.ts';
import { type ListedScreen, screenKeys } from './screen-list.ts';
import { shownKey } from './shortcut-list.ts';

/** The screens for which the rail has no room. */
export function RailMore({
  entries,
  here,
  countOf,
}: {
  entries: readonly ListedScreen[];
  here: string;
  countOf(screen: string): number;
}) {
  const { t } = useTranslation();
  const current = entries.find(({ screen }) => screen === here);
  const waiting = entries.some(({ screen }) => countOf(screen) > 0);
  const words = { ctrl: t('shell.keys.ctrl'), space: t('shell.keys.space') };
  return (
    <Menu position="right-end" width={240} withinPortal transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <button type="button" className={styles.entry} data-current={current ? '' : undefined}>
          <IconDots size={20} stroke={1.6} aria-hidden />
          {t('shell.more')}
          {current ? (
            <span className="sr-only">, {t('shell.moreHere', { screen: t(`shell.screen.${current.screen}`) })}</span>
          ) : null}
          {waiting ? <span className={styles.dot} aria-hidden /> : null}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {entries.map(({ screen, to, Icon }) => {
          const key = screenKeys.find(({ entry }) => entry.screen === screen)?.key;
          const count = countOf(screen);
          return (
            <Menu.Item
              key={screen}
              leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
              rightSection={key ? <Kbd>{shownKey(key, words)}</Kbd> : null}
              aria-current={screen === here ? 'page' : undefined}
              onClick={() => navigate(to)}
            >
              {t(`shell.screen.${screen}`)}
              {count > 0 ? ` (${count})` : ''}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
