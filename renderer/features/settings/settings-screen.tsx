import { Button, Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MachineSettings } from '../../../core/contract/views.ts';
import { useMachineSettings } from '../../app/machine-settings.ts';
import { useOverview } from '../../app/overview.ts';
import { useMay, useSession } from '../../app/session.ts';
import { ChoiceRow } from '../../components/choice-row.tsx';
import { ScreenHeader } from '../../components/screen-header.tsx';
import { ChangeConnection } from '../first-run/change-connection.tsx';
import { TrainingDoor } from '../training/training-door.tsx';
import { AboutDesk } from './about-desk.tsx';
import { RetentionPart } from './retention-part.tsx';
import styles from './settings-screen.module.css';

/** Ustawienia of this computer. Each choice works at once; there is nothing to confirm. */
export function SettingsScreen() {
  const { t } = useTranslation();
  const { settings, save } = useMachineSettings();
  const may = useMay();
  const training = useSession()?.training ?? 'absent';
  return (
    <>
      <ScreenHeader title={t('settings.title')} note={t('settings.lead')} />
      <div className={styles.page}>
        <Part title={t('settings.language.title')}>
          <ChoiceRow<MachineSettings['language']>
            hideLabel
            label={t('settings.language.title')}
            value={settings.language}
            choices={(['pl', 'en'] as const).map((value) => ({
              value,
              label: <span lang={value}>{t(`settings.language.${value}`)}</span>,
            }))}
            onChange={(language) => save({ language })}
          />
        </Part>
        <Part title={t('settings.theme.title')}>
          <ChoiceRow<MachineSettings['theme']>
            hideLabel
            label={t('settings.theme.title')}
            value={settings.theme}
            choices={(['light', 'dark', 'system'] as const).map((value) => ({ value, label: t(`settings.theme.${value}`) }))}
            onChange={(theme) => save({ theme })}
          />
        </Part>
        <Part title={t('settings.density.title')} help={t('settings.density.help')}>
          <ChoiceRow<MachineSettings['density']>
            hideLabel
            label={t('settings.density.title')}
            value={settings.density}
            choices={(['comfortable', 'compact'] as const).map((value) => ({ value, label: t(`settings.density.${value}`) }))}
            onChange={(density) => save({ density })}
          />
        </Part>
        <Part title={t('settings.schedules.title')} help={t('settings.schedules.help')}>
          <Schedules hidden={settings.hiddenSchedules} onHide={(hiddenSchedules) => save({ hiddenSchedules })} />
        </Part>
        {may('safety.saveRetention') ? (
          <Part title={t('settings.retention.title')} help={t('settings.retention.help')}>
            <RetentionPart />
          </Part>
        ) : null}
        {may('accounts.destroyDesk') && training !== 'active' ? (
          <Part title={t('connect.settings.title')} help={t('connect.settings.help')}>
            <ChangeConnection />
          </Part>
        ) : null}
        {training === 'absent' ? null : (
          <Part title={t('training.settings.title')} help={t('training.settings.help')}>
            <TrainingDoor />
          </Part>
        )}
        <Part title={t('settings.about.title')}>
          <AboutDesk />
        </Part>
      </div>
    </>
  );
}

function Part({ title, help, children }: { title: string; help?: string; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <div>
        <h2 className={styles.title}>{title}</h2>
        {help ? <p className={styles.help}>{help}</p> : null}
      </div>
      <div>{children}</div>
    </section>
  );
}

function Schedules({ hidden, onHide }: { hidden: readonly string[]; onHide(hidden: string[]): void }) {
  const { t } = useTranslation();
  const schedules = useOverview()?.schedules ?? [];
  if (schedules.length === 0) return <p>{t('settings.schedules.none')}</p>;
  const shown = schedules.filter(({ id }) => !hidden.includes(id));
  return (
    <>
      <p className={styles.shown}>
        {t('settings.schedules.shown', { shown: shown.length, all: schedules.length })}
        {shown.length < schedules.length ? (
          <Button variant="subtle" size="compact-sm" onClick={() => onHide([])}>
            {t('settings.schedules.all')}
          </Button>
        ) : null}
      </p>
      <div className={styles.schedules}>
        {schedules.map(({ id, actorName, clinicCode }) => {
          const visible = !hidden.includes(id);
          const last = visible && shown.length === 1;
          return (
            <Checkbox
              key={id}
              size="sm"
              label={`${actorName} · ${clinicCode}`}
              checked={visible}
              disabled={last}
              description={last ? t('settings.schedules.lastOne') : undefined}
              onChange={() => onHide(visible ? [...hidden, id] : hidden.filter((one) => one !== id))}
            />
          );
        })}
      </div>
    </>
  );
}
