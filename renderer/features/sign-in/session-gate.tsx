import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { useDesk } from '../../app/desk-client.ts';
import { useActivity, useSession } from '../../app/session.ts';
import { GateDialog } from './gate-dialog.tsx';

/**
 * Shows the desk to whoever is signed in. While the screen is locked the desk stays as it was under an opaque dialog of the
 * browser's top layer (forms keep what was typed, nothing under it can be reached); for another person it begins anew.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const session = useSession();
  const { orpc } = useDesk();
  const queries = useQueryClient();
  const person = session?.person ?? null;
  const accountId = person?.accountId ?? null;
  const open = session?.state === 'open' && person?.mustChangePassword === false && session.recoveryCode === null;
  useActivity(session?.state === 'open');

  const lastId = useRef<string | null>(null);
  useEffect(() => {
    if (!open) return;
    // What failed while nobody was signed in is fetched now; what another person saw is thrown away.
    const ofSession = orpc.session.key()[0] as readonly string[];
    const others = (queryKey: readonly unknown[]) => (queryKey[0] as readonly string[])[0] !== ofSession[0];
    if (lastId.current !== null && lastId.current !== accountId) queries.removeQueries({ predicate: (q) => others(q.queryKey) });
    else void queries.invalidateQueries({ predicate: (q) => others(q.queryKey) && q.state.status === 'error' });
    void queries.refetchQueries({ predicate: (q) => others(q.queryKey) && q.state.status === 'error', type: 'active' });
    lastId.current = accountId;
  }, [open, accountId, orpc, queries]);

  if (!session) return null;
  return (
    <>
      {accountId !== null && (open || lastId.current === accountId) ? <Covered key={accountId}>{children}</Covered> : null}
      {open ? null : <GateDialog session={session} />}
    </>
  );
}

function Covered({ children }: { children: ReactNode }) {
  return children;
}
