import { Button, Group, Modal, Radio, SegmentedControl, Stack } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SayNote as Note, VisitDetail } from '../../../core/contract/views.ts';
import { type AfterCancel, afterCancel } from '../../../core/domain/after-cancel.ts';
import type { Refusal } from '../../../core/domain/refusal.ts';
import { useFormat } from '../../app/format.ts';
import { useOverview } from '../../app/overview.ts';
import { useDeskStatus } from '../../app/status.ts';
import { RefusalList } from '../../components/refusal-list.tsx';
import { SayNote } from '../../components/say-note.tsx';
import { cancelReasons, type DeskCancelReason } from './cancel-reasons.ts';
import styles from './dialogs.module.css';
import type { VisitActs } from './visit-acts.ts';

/** R30: reason from a list; before anything is done it says what becomes of the slot and of the patient (R27, R33–R35). */
export function CancelDialog({
  visit,
  cancel,
  onClose,
}: {
  visit: VisitDetail;
  cancel: VisitActs['cancel'];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const offline = useDeskStatus()?.connection !== 'online';
  const [by, setBy] = useState<'patient' | 'clinic'>('patient');
  const [reason, setReason] = useState<DeskCancelReason | null>(null);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [busy, setBusy] = useState(false);
  const after = useAfterCancel(visit, by, reason);
  const consequences = useId();

  const submit = async () => {
    if (!reason) return setRefusals([{ code: 'reason-missing', rule: 'R30' }]);
    setBusy(true);
    const result = await cancel(visit, reason, by);
    setBusy(false);
    if (result.ok) onClose();
    else setRefusals(result.refusals);
  };

  return (
    <Modal opened onClose={onClose} title={t('calendar.cancelling.title')} size={520}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="md">
          <p className={styles.subject}>
            <b>{visit.patientName}</b>
            <span>
              {format.moment(visit.localStart)}, {visit.actorName}
              {visit.elsewhere ? `, ${visit.elsewhere.clinicName}` : null}
            </span>
          </p>
          {visit.elsewhere ? null : (
            <SegmentedControl
              fullWidth
              aria-label={t('calendar.cancelling.who')}
              value={by}
              onChange={(value) => {
                setBy(value === 'clinic' ? 'clinic' : 'patient');
                setReason(null);
              }}
              data={[
                { value: 'patient', label: t('calendar.cancelling.byPatient') },
                { value: 'clinic', label: t('calendar.cancelling.byClinic') },
              ]}
            />
          )}
          <Radio.Group
            label={t('calendar.cancelling.reason')}
            value={reason}
            onChange={(value) => setReason(value as DeskCancelReason)}
          >
            <div className={styles.reasons}>
              {cancelReasons[by].map((each, index) => (
                <Radio
                  key={each}
                  value={each}
                  label={t(`common.cancelReason.${each}`)}
                  data-autofocus={index === 0 || undefined}
                />
              ))}
            </div>
          </Radio.Group>
          <section id={consequences} className={styles.consequences} aria-label={t('calendar.cancelling.consequences')}>
            <h3>{t('calendar.cancelling.consequences')}</h3>
            <ul>
              {consequencesOf(after, by, reason).map((key) => (
                <li key={key}>{t(key)}</li>
              ))}
              {offline ? <li>{t('calendar.cancelling.offline')}</li> : null}
            </ul>
          </section>
          <SayNote notes={sayOnCancel(after)} title={t('calendar.drawer.sayOnCancel')} />
          <RefusalList refusals={refusals} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t('calendar.cancelling.keep')}
            </Button>
            <Button type="submit" color="bad" loading={busy} aria-describedby={consequences}>
              {t('calendar.cancelling.act')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** By the rules themselves for what is chosen now; core's own word until the policy is known. */
function useAfterCancel(visit: VisitDetail, by: 'patient' | 'clinic', reason: DeskCancelReason | null): AfterCancel {
  const overview = useOverview();
  const now = useDeskStatus()?.now;
  return overview && now ? afterCancel({ visit, now, policy: overview.policy, by, reason }) : visit;
}

function consequencesOf(after: AfterCancel, by: 'patient' | 'clinic', reason: DeskCancelReason | null) {
  const withdrawn = by === 'clinic' && after.slotGoesTo === 'nobody' && reason !== null;
  const slot = withdrawn
    ? ('calendar.cancelling.withdrawn' as const)
    : (`calendar.cancelling.slotGoes.${after.slotGoesTo}` as const);
  if (!after.patientReturnsToWaitingRoom) return [slot, 'calendar.cancelling.returnsNot' as const];
  return [slot, by === 'clinic' ? ('calendar.cancelling.returnsKeeps' as const) : ('calendar.cancelling.returns' as const)];
}

/** R47: what the patient on the phone has to hear. */
export function sayOnCancel(after: AfterCancel): Note[] {
  return after.patientReturnsToWaitingRoom ? ['returns-to-waiting-room'] : [];
}
