import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck } from '@tabler/icons-react';
import type { SayNote as Note } from '../../../core/contract/views.ts';
import { offerUndo, takeOffer } from '../../app/undo.ts';
import { SayNote } from '../../components/say-note.tsx';
import styles from './notices.module.css';

const shortMs = 7_000;
/** There is a sentence to read out: it must not vanish while the person speaks. */
const longMs = 25_000;

/** What was done, the sentence to say, and the way back. Answers the id under which it can be taken back (app/undo.ts). */
export function notifyDone({
  message,
  notes = [],
  undo,
  lasting = false,
}: {
  message: string;
  notes?: readonly Note[];
  /** Offered here for as long as the notice stands, and from everywhere by the general undo. */
  undo?: { label: string; visitIds?: readonly string[]; act: () => void };
  /** Stays for long without a sentence to read, too: a way back that is worth a second thought. */
  lasting?: boolean;
}): string {
  const id = `done-${message}`;
  if (undo) {
    const act = () => {
      notifications.hide(id);
      undo.act();
    };
    offerUndo({ id, said: message, visitIds: undo.visitIds ?? [], act });
  }
  notifications.show({
    id,
    autoClose: lasting || notes.length > 0 ? longMs : shortMs,
    withBorder: true,
    icon: <IconCheck size={16} stroke={2.4} aria-hidden />,
    classNames: { root: styles.notice, icon: styles.icon },
    message: (
      <>
        <Group justify="space-between" wrap="nowrap" gap="md">
          <span>{message}</span>
          {undo ? (
            <Button size="compact-sm" variant="default" className={styles.undo} onClick={() => takeOffer(id)}>
              {undo.label}
            </Button>
          ) : null}
        </Group>
        <SayNote notes={notes} />
      </>
    ),
  });
  return id;
}
