import { Button } from '@mantine/core';
import { IconSchool } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session.ts';
import styles from './training.module.css';
import { TrainingMark } from './training-mark.tsx';
import { TrainingPanel } from './training-panel.tsx';
import { useShowDesk } from './use-show-desk.ts';

/** Around everything that the training desk shows: a coloured edge, its words, and the panel with exercises and clock. */
export function TrainingFrame({ children }: { children: ReactNode }) {
  const active = useSession()?.training === 'active';
  if (!active) return children;
  return <Frame>{children}</Frame>;
}

function Frame({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(true);
  const show = useShowDesk();
  return (
    <div className={styles.frame}>
      <section className={styles.strip} aria-label={t('training.mark')}>
        <IconSchool size={18} aria-hidden />
        <TrainingMark />
        <span className={styles.acts}>
          <Button size="compact-sm" variant="white" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('training.panel')}
          </Button>
          <Button size="compact-sm" variant="white" loading={show.preparing} onClick={() => show.run('own')}>
            {t('training.leave')}
          </Button>
        </span>
      </section>
      <div className={styles.desk}>{children}</div>
      {open ? <TrainingPanel /> : null}
    </div>
  );
}
