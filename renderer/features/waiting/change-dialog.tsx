import { Button, Group, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubmissionView } from '../../../core/contract/waiting-views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useCommand } from '../../app/use-command.ts';
import { CommandTrouble } from '../../components/command-trouble.tsx';
import { CriteriaFields } from './criteria-fields.tsx';
import { EarlierDates } from './earlier-dates.tsx';
import styles from './waiting-screen.module.css';

/** R24: other criteria on the patient's request; beside them the date that they would give, before anything is saved. */
export function ChangeDialog({
  submission,
  entry,
  onDone,
  onClose,
}: {
  submission: SubmissionView;
  entry: NonNullable<SubmissionView['entry']>;
  onDone(): void;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const { client, orpc } = useDesk();
  const [criteria, setCriteria] = useState(entry.criteria);
  const [intentId] = useState(() => crypto.randomUUID());
  const command = useCommand();
  const { patientId } = submission;
  const { data: patient } = useQuery(
    orpc.patients.get.queryOptions({ input: { id: patientId ?? '' }, enabled: patientId !== null }),
  );
  const { clinicCodes, category, entitled } = entry;
  const seeker = { clinicCodes, birthDate: patient?.birthDate ?? null, category, entitled };
  const save = () =>
    command.run(
      () => client.waiting.change({ intentId, id: submission.id, seenVersion: entry.version, criteria }),
      () => onDone(),
    );
  return (
    <Modal opened onClose={onClose} title={t('waiting.change.title')} size={760}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div className={styles.changing}>
          <CriteriaFields
            criteria={criteria}
            clinicCodes={clinicCodes}
            onEdit={(change) => setCriteria((now) => ({ ...now, ...change }))}
          />
          <aside aria-live="polite">
            <EarlierDates seeker={seeker} criteria={criteria} onApply={setCriteria} />
          </aside>
        </div>
        <CommandTrouble command={command} />
        <Group justify="flex-end" gap="sm" mt="md">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={command.phase === 'running'}>
            {t('waiting.change.act')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
