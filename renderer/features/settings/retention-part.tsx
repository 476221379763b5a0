import { Button, NumberInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Retention, retentionBounds, retentionKinds } from '../../../core/domain/retention.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import styles from './settings-screen.module.css';

/** How long this computer keeps what is done with; for managers and IT. */
export function RetentionPart() {
  const { t } = useTranslation();
  const { orpc } = useDesk();
  const format = useFormat();
  const cache = useQueryClient();
  const { data } = useQuery(orpc.safety.retention.queryOptions());
  const save = useMutation(orpc.safety.saveRetention.mutationOptions());
  const [edited, setEdited] = useState<Partial<Retention>>({});
  if (!data) return null;
  const days = { ...data.days, ...edited };
  const isFit = retentionKinds.every(
    (kind) => days[kind] >= retentionBounds[kind].least && days[kind] <= retentionBounds[kind].most,
  );
  const removed = data.last ? retentionKinds.reduce((sum, kind) => sum + (data.last?.counts[kind] ?? 0), 0) : 0;
  const onSave = () =>
    save.mutate(days, {
      onSuccess(saved) {
        cache.setQueryData(orpc.safety.retention.queryKey(), saved);
        setEdited({});
        notifications.show({ message: t('settings.retention.saved') });
      },
    });
  return (
    <div className={styles.retention}>
      {retentionKinds.map((kind) => (
        <NumberInput
          key={kind}
          label={t(`settings.retention.days.${kind}`)}
          description={t('settings.retention.unit', retentionBounds[kind])}
          value={days[kind]}
          min={retentionBounds[kind].least}
          max={retentionBounds[kind].most}
          allowDecimal={false}
          hideControls
          onChange={(value) => setEdited({ ...edited, [kind]: Number(value) })}
        />
      ))}
      <p className={styles.help}>
        {data.last
          ? t('settings.retention.last', { at: format.instant(data.last.at), count: removed })
          : t('settings.retention.never')}
      </p>
      <Button variant="default" disabled={Object.keys(edited).length === 0 || !isFit} loading={save.isPending} onClick={onSave}>
        {t('settings.retention.save')}
      </Button>
    </div>
  );
}
