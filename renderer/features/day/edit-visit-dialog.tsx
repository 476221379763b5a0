import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitDetail } from '../../../core/contract/views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { useCommand } from '../../app/use-command.ts';
import { CommandTrouble } from '../../components/command-trouble.tsx';
import { ContactFields } from '../patients/contact-fields.tsx';
import { contactFormOf, contactOf } from '../patients/contact-form.ts';
import styles from './dialogs.module.css';
import { notifyDone } from './notices.tsx';

/** R15, R18: contact, referral and note of this one visit; the patient's card stays as it is. */
export function EditVisitDialog({ visit, onClose }: { visit: VisitDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { client, orpc } = useDesk();
  const queries = useQueryClient();
  const [intentId] = useState(() => crypto.randomUUID());
  const [contact, setContact] = useState(() => contactFormOf(visit.contact));
  const [referral, setReferral] = useState(visit.referral?.key ?? visit.referral?.code ?? '');
  const [note, setNote] = useState(visit.note ?? '');
  const command = useCommand();
  const save = () =>
    command.run(
      () =>
        client.visits.change({
          intentId,
          visitId: visit.id,
          seenVersion: visit.version,
          contact: contactOf(contact),
          note: note.trim() || null,
          referral: referral.trim() || null,
        }),
      () => {
        void queries.invalidateQueries({ queryKey: orpc.visits.key() });
        notifyDone({ message: t('calendar.edit.done', { patient: visit.patientName }) });
        onClose();
      },
    );
  return (
    <Modal opened onClose={onClose} title={t('calendar.edit.title')} size={560}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Stack gap="md">
          <p className={styles.subject}>
            <b>{visit.patientName}</b>
            <span>
              {format.moment(visit.localStart)}, {visit.actorName}
            </span>
          </p>
          <ContactFields contact={contact} problems={[]} onEdit={(change) => setContact((now) => ({ ...now, ...change }))} />
          {visit.service === 'cardiology' ? (
            <TextInput
              label={t('calendar.drawer.referral')}
              description={t('calendar.edit.referralHint')}
              value={referral}
              maxLength={60}
              autoComplete="off"
              spellCheck={false}
              onChange={({ currentTarget }) => setReferral(currentTarget.value)}
            />
          ) : null}
          <Textarea
            label={t('calendar.drawer.note')}
            value={note}
            maxLength={500}
            autosize
            minRows={2}
            maxRows={5}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
          <CommandTrouble command={command} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={command.phase === 'running'}>
              {t('calendar.edit.act')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
