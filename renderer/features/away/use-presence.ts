import { useEffect } from 'react';
import { useDesk } from '../../app/desk-client.ts';

const everyMs = 30_000;
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** Tells core that somebody is at the desk, so that what comes before his eyes is not told again. */
export function usePresence(): void {
  const { client } = useDesk();
  useEffect(() => {
    let last = Number.NEGATIVE_INFINITY;
    const here = () => {
      const now = performance.now();
      if (now - last < everyMs) return;
      last = now;
      void client.away.here().catch(() => undefined);
    };
    for (const sign of signs) window.addEventListener(sign, here, { capture: true, passive: true });
    return () => {
      for (const sign of signs) window.removeEventListener(sign, here, { capture: true });
    };
  }, [client]);
}
