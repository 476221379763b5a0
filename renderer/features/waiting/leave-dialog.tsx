import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubmissionView } from '../../../core/contract/waiting-views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { useCommand } from '../../app/use-command.ts';
import { CommandTrouble } from '../../components/command-trouble.tsx';
import { SayNote } from '../../components/say-note.tsx';

/** R27, R29: deleting an entry cannot be undone, so it says first what goes with it. */
export function LeaveDialog({
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
  const format = useFormat();
  const { client } = useDesk();
  const [intentId] = useState(() => crypto.randomUUID());
  const command = useCommand();
  const { visit } = submission;
  const leave = () =>
    command.run(
      () => client.waiting.leave({ intentId, id: submission.id, seenVersion: entry.version }),
      () => onDone(),
    );
  return (
    <Modal opened onClose={onClose} title={t('waiting.leave.title')} size={520}>
      <Stack gap="md">
        <p>
          {visit && entry.status === 'assigned'
            ? t('waiting.leave.withVisit', { when: format.moment(visit.localStart), clinic: visit.clinicName })
            : t('waiting.leave.body')}
        </p>
        <SayNote notes={['entry-deleted']} />
        <CommandTrouble command={command} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('waiting.leave.keep')}
          </Button>
          <Button color="bad" loading={command.phase === 'running'} onClick={leave}>
            {t('waiting.leave.act')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
