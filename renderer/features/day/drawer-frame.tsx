import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './drawer.module.css';

/** Right of the calendar. `blockId`: what it is about; the focus goes back there when the drawer closes. */
export function DrawerFrame({
  label,
  blockId,
  onClose,
  children,
}: {
  label: string;
  blockId: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const frame = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = frame.current;
    return () => {
      if (!element?.contains(document.activeElement)) return;
      document.querySelector<HTMLElement>(`[data-block="${CSS.escape(blockId)}"]`)?.focus();
    };
  }, [blockId]);
  return (
    <section ref={frame} className={styles.drawer} aria-label={label}>
      <ActionIcon className={styles.close} variant="subtle" color="gray" aria-label={t('common.close')} onClick={onClose}>
        <IconX size={17} stroke={1.7} />
      </ActionIcon>
      {children}
    </section>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
