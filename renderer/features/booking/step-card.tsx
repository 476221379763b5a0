import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../../components/kbd.tsx';
import type { BookingStep } from './booking-draft.ts';
import { focusFirst } from './focus-first.ts';
import styles from './step-card.module.css';

interface StepCardProps {
  step: BookingStep;
  /** Place in the flow, from 1. */
  place: number;
  state: 'open' | 'done' | 'todo';
  /** One line: what this step holds. */
  summary: ReactNode;
  locked: boolean;
  /** Changes when other fields appear: the focus then starts anew. */
  content: string | null;
  onOpen(): void;
  /** Enter in any field. false = stay: the first faulty field takes the focus. */
  onDone?: (() => boolean) | undefined;
  /** The content brings the button that sends the form. */
  ownButton?: boolean;
  children: ReactNode;
}

/** One step of the booking: a form while open, one line that opens it again when done. */
export function StepCard({
  step,
  place,
  state,
  summary,
  locked,
  onOpen,
  onDone,
  content,
  ownButton = false,
  children,
}: StepCardProps) {
  const { t } = useTranslation();
  const body = useRef<HTMLFormElement>(null);
  const titleId = useId();
  const open = state === 'open';
  useEffect(() => {
    if (open && content !== null && body.current) focusFirst(body.current);
  }, [open, content]);

  if (!open) {
    return (
      <button type="button" className={styles.line} data-state={state} disabled={locked} onClick={onOpen}>
        <Badge place={place} done={state === 'done'} />
        <span className={styles.name}>{t(`booking.step.${step}`)}</span>
        <span className={styles.summary}>
          {summary}
          {state === 'todo' ? <span className="sr-only">, {t('booking.step.todo')}</span> : null}
        </span>
      </button>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (onDone && !onDone() && body.current) focusFaulty(body.current);
  };
  return (
    <form ref={body} className={styles.card} aria-labelledby={titleId} onSubmit={submit} noValidate>
      <h2 className={styles.title} id={titleId}>
        <Badge place={place} done={false} />
        {t(`booking.step.${step}`)}
      </h2>
      <fieldset className={styles.fields} disabled={locked}>
        {children}
        {onDone && !ownButton ? (
          <div className={styles.foot}>
            <Button type="submit" variant="light" rightSection={<Kbd>{t('shell.keys.enter')}</Kbd>}>
              {t('booking.step.next')}
            </Button>
          </div>
        ) : null}
      </fieldset>
    </form>
  );
}

function Badge({ place, done }: { place: number; done: boolean }) {
  return (
    <span className={styles.badge} data-done={done || undefined} aria-hidden>
      {done ? <IconCheck size={12} stroke={2.6} /> : place}
    </span>
  );
}

/** The problems are in the page only after the next paint. */
function focusFaulty(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
