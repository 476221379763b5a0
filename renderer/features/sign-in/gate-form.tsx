import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AccessAct } from '../../app/session.ts';
import { RefusalList } from '../../components/refusal-list.tsx';
import styles from './gate.module.css';

/** What every form at the gate has around its fields: title, what it is for, refusals, the other way out, and the act. */
export function GateForm({
  title,
  lead,
  act,
  submit,
  other,
  onSubmit,
  children,
}: {
  title: string;
  lead: string;
  act: Pick<AccessAct, 'refusals' | 'running'>;
  submit: string;
  /** null = there is no other way. */
  other: { label: string; onClick(): void } | null;
  onSubmit(): void;
  children: ReactNode;
}) {
  return (
    <>
      <div>
        <h1 className={styles.title}>{title}</h1>
        <p className={styles.lead}>{lead}</p>
      </div>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
        <RefusalList refusals={act.refusals} />
        <div className={styles.acts}>
          {other ? (
            <Button variant="subtle" size="compact-sm" onClick={other.onClick}>
              {other.label}
            </Button>
          ) : (
            <span />
          )}
          <Button type="submit" loading={act.running}>
            {submit}
          </Button>
        </div>
      </form>
    </>
  );
}
