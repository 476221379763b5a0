import { ActionIcon } from '@mantine/core';
import { IconHelp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { closeHelp, openHelp, panelId, useHelp } from './help-state.ts';

/** The quiet question mark in the header of every screen. */
export function HelpButton() {
  const { t } = useTranslation();
  const { open } = useHelp();
  return (
    <ActionIcon
      variant={open ? 'light' : 'subtle'}
      color={open ? 'accent' : 'gray'}
      size="var(--control-height)"
      title={`${t('help.open')} (F1)`}
      aria-label={t('help.open')}
      aria-keyshortcuts="F1"
      aria-expanded={open}
      aria-controls={open ? panelId : undefined}
      onClick={() => (open ? closeHelp() : openHelp())}
    >
      <IconHelp size={19} stroke={1.6} aria-hidden />
    </ActionIcon>
  );
}
