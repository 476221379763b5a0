import { Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconArrowUp, IconCheck, IconCircleDashed, IconHelp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Truth } from '../../core/contract/views.ts';
import styles from './truth-label.module.css';

const icons = {
  local: IconCircleDashed,
  sent: IconArrowUp,
  unknown: IconHelp,
  refused: IconAlertTriangle,
  confirmed: IconCheck,
} satisfies Record<Truth, unknown>;

/** I5: how true a thing is, by word, shape and colour; the tooltip says what it means. */
export function TruthLabel({ truth }: { truth: Truth }) {
  const { t } = useTranslation();
  return (
    <Tooltip label={t(`truth.means.${truth}`)} multiline w={260}>
      <span className={styles.label} data-truth={truth}>
        <TruthMark truth={truth} />
        {t(`truth.label.${truth}`)}
      </span>
    </Tooltip>
  );
}

/** The shape alone, for narrow places; its word goes to the accessible name of what it stands on. */
export function TruthMark({ truth, size = 13 }: { truth: Truth; size?: number }) {
  const Icon = icons[truth];
  return <Icon size={size} stroke={2} aria-hidden className={styles.mark} data-truth={truth} />;
}
