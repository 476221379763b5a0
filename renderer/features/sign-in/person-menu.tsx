import { Menu } from '@mantine/core';
import { IconLock, IconLogout, IconPassword } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../app/desk-client.ts';
import { useSession } from '../../app/session.ts';
import { useShortcuts } from '../../app/shortcuts.ts';
import { Kbd } from '../../components/kbd.tsx';
import { initialsOf } from './initials.ts';
import { OwnAccessDialog } from './own-access-dialog.tsx';
import styles from './person-menu.module.css';

/** Who is signed in, at the foot of the rail: lock, another person, own password and PIN. */
export function PersonMenu() {
  const { t } = useTranslation();
  const { client } = useDesk();
  const person = useSession()?.person ?? null;
  const [ownOpen, setOwnOpen] = useState(false);
  const lock = () => void client.session.lock();
  useShortcuts({ 'alt+l': lock });
  if (!person) return null;
  return (
    <>
      <Menu position="right-end" width={230} withinPortal transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <button type="button" className={styles.person} aria-label={t('access.person.open', { name: person.name })}>
            <span aria-hidden>{initialsOf(person.name)}</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <p className={styles.who}>
            <b>{person.name}</b>
            <span>{person.roles.map((role) => t(`access.role.${role}`)).join(', ')}</span>
          </p>
          <Menu.Divider />
          <Menu.Item leftSection={<IconLock size={16} aria-hidden />} rightSection={<Kbd>Alt L</Kbd>} onClick={lock}>
            {t('access.person.lock')}
          </Menu.Item>
          <Menu.Item leftSection={<IconPassword size={16} aria-hidden />} onClick={() => setOwnOpen(true)}>
            {t('access.person.own')}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void client.session.signOut()}>
            {t('access.person.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <OwnAccessDialog opened={ownOpen} hasPin={person.hasPin} onClose={() => setOwnOpen(false)} />
    </>
  );
}
