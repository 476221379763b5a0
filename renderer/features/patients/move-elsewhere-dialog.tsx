import { Button, Group, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundElsewhere } from '../../../core/contract/search-views.ts';
import type { VisitDetail } from '../../../core/contract/views.ts';
import { anyCriteria } from '../../../core/domain/waiting-entry.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { useCommand } from '../../app/use-command.ts';
import { CommandTrouble } from '../../components/command-trouble.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { SayNote } from '../../components/say-note.tsx';
import { foundSlot } from '../booking/booking-input.ts';
import { EverywhereResults } from '../booking/everywhere-results.tsx';
import { useEverywhere } from '../booking/use-everywhere.ts';
import { CriteriaFields } from '../waiting/criteria-fields.tsx';
import styles from './elsewhere.module.css';

/** R31: another date for a first visit, in whatever clinic; the old one stays until the new one is confirmed. */
export function MoveElsewhereDialog({ visit, onClose }: { visit: VisitDetail; onClose(): void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { client } = useDesk();
  const queries = useQueryClient();
  const [criteria, setCriteria] = useState(anyCriteria);
  const [chosen, setChosen] = useState<FoundElsewhere | null>(null);
  const [intentId] = useState(() => crypto.randomUUID());
  const command = useCommand();
  const { patient, clinicCode, category, entitlement } = visit;
  const seeker = {
    clinicCodes: [clinicCode],
    birthDate: patient.birthDate,
    category: category ?? ('stable' as const),
    entitled: entitlement !== null,
  };
  const { found, error } = useEverywhere(seeker, criteria);
  const move = () => {
    if (!chosen) return;
    command.run(
      () => client.visits.moveElsewhere({ intentId, visitId: visit.id, seenVersion: visit.version, slot: foundSlot(chosen) }),
      () => {
        void queries.invalidateQueries();
        onClose();
      },
    );
  };
  return (
    <Modal opened onClose={onClose} title={t('patients.elsewhere.moveTitle')} size={900}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          move();
        }}
      >
        <p className={styles.subject}>
          <b>{visit.patientName}</b> · {format.moment(visit.localStart)}, {visit.actorName}
          {visit.elsewhere ? `, ${visit.elsewhere.clinicName}` : ''}
        </p>
        <div className={styles.moving}>
          <CriteriaFields
            criteria={criteria}
            clinicCodes={[clinicCode]}
            onEdit={(change) => setCriteria((now) => ({ ...now, ...change }))}
          />
          <div className={styles.found}>
            {error || (found && !found.live) ? (
              <p>{t('booking.everywhere.offline')}</p>
            ) : !found ? (
              <LoadingLines />
            ) : found.days.length === 0 ? (
              <p>{t('booking.everywhere.none')}</p>
            ) : (
              <EverywhereResults days={found.days} selected={chosen?.id ?? null} disabled={false} onChoose={setChosen} />
            )}
          </div>
        </div>
        {chosen ? <SayNote notes={['both-clinics-told']} /> : null}
        <CommandTrouble command={command} />
        <Group justify="flex-end" gap="sm" mt="md">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={!chosen} loading={command.phase === 'running'}>
            {chosen ? t('patients.elsewhere.moveTo', { when: format.moment(chosen.localStart) }) : t('patients.elsewhere.choose')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
