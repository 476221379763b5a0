import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { AccessResult, SessionView } from '../../core/contract/access-views.ts';
import { type CallPath, mayCall } from '../../core/contract/permissions.ts';
import type { Refusal } from '../../core/domain/refusal.ts';
import { useDesk } from './desk-client.ts';
import { movedPointer } from './moved-pointer.ts';

/** Who sits at the desk; undefined until core has said it for the first time. */
export function useSession(): SessionView | undefined {
  const { orpc } = useDesk();
  return useQuery(orpc.session.get.queryOptions()).data;
}

/** May the signed-in person make these calls? By the table that core checks by: what would be refused is not offered. */
export function useMay(): (path: CallPath) => boolean {
  const roles = useSession()?.person?.roles ?? null;
  return (path) => mayCall(path, roles);
}

const toldEveryMs = 15_000;

/** Tells core that somebody is there, as long as somebody is. */
export function useActivity(open: boolean): void {
  const { client } = useDesk();
  useEffect(() => {
    if (!open) return;
    let toldAt = 0;
    const tell = () => {
      const now = performance.now();
      if (toldAt !== 0 && now - toldAt < toldEveryMs) return;
      toldAt = now;
      // Core that is away is told by the next movement.
      client.session.touch().catch(() => undefined);
    };
    const moved = movedPointer();
    const tellMoved = (event: PointerEvent) => (moved(event) ? tell() : undefined);
    const signs = ['pointerdown', 'keydown', 'wheel'] as const;
    for (const sign of signs) window.addEventListener(sign, tell, { capture: true, passive: true });
    window.addEventListener('pointermove', tellMoved, { capture: true, passive: true });
    return () => {
      for (const sign of signs) window.removeEventListener(sign, tell, { capture: true });
      window.removeEventListener('pointermove', tellMoved, { capture: true });
    };
  }, [client, open]);
}

export interface AccessAct {
  running: boolean;
  refusals: Refusal[];
  run<Result extends AccessResult>(act: () => Promise<Result>, onDone?: (result: Extract<Result, { ok: true }>) => void): void;
}

/** One act of signing in at a time, and why it was refused. */
export function useAccessAct(): AccessAct {
  const [running, setRunning] = useState(false);
  const [refusals, setRefusals] = useState<Refusal[]>([]);
  return {
    running,
    refusals,
    run(act, onDone) {
      if (running) return;
      setRunning(true);
      setRefusals([]);
      void act()
        .then((result) => {
          if (result.ok) onDone?.(result as Extract<typeof result, { ok: true }>);
          else setRefusals(result.refusals);
        })
        .catch(() => setRefusals([{ code: 'invalid' }]))
        .finally(() => setRunning(false));
    },
  };
}
