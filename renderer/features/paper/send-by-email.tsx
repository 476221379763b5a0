import { Button } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { useDesk } from '../../app/desk-client.ts';
import { RefusalList } from '../../components/refusal-list.tsx';
import styles from './paper-screen.module.css';

/** The confirmation to the address in the visit, through central's notifications. */
export function SendByEmail({ visitId }: { visitId: string }) {
  const { t } = useTranslation();
  const { orpc } = useDesk();
  // One wish, one message (I3): a new id only when the last wish was fulfilled.
  const [intentId, setIntentId] = useState(() => v7());
  const email = useQuery(orpc.visits.get.queryOptions({ input: { id: visitId } })).data?.contact.email;
  const sending = useMutation(
    orpc.visits.sendConfirmation.mutationOptions({ onSuccess: ({ ok }) => (ok ? setIntentId(v7()) : undefined) }),
  );
  const answer = sending.data;
  const said = (() => {
    if (sending.isError) return t('paper.email.failed');
    if (!answer) return email ? t('paper.email.to', { email }) : t('paper.email.none');
    if (answer.ok) return t('paper.email.sent');
    return answer.why ? t(`paper.email.${answer.why}`) : null;
  })();
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconMail size={17} stroke={1.7} aria-hidden />}
        disabled={!email}
        loading={sending.isPending}
        onClick={() => sending.mutate({ intentId, visitId })}
      >
        {t('paper.email.send')}
      </Button>
      <p className={styles.hint} role="status">
        {said}
      </p>
      {answer?.ok === false ? <RefusalList refusals={answer.refusals} /> : null}
    </>
  );
}
