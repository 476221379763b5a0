import { useEffect, useState } from 'react';
import { useDeskStatus } from '../../app/status.ts';

const tickMs = 15_000;

/** Central's time now as a UTC instant, moving on between two words of core; null before the first. */
export function useInstantNow(): string | null {
  const said = useDeskStatus()?.now ?? null;
  const [now, setNow] = useState<string | null>(said);
  useEffect(() => {
    if (!said) return;
    const heardAt = performance.now();
    const tell = () => setNow(new Date(Date.parse(said) + performance.now() - heardAt).toISOString());
    tell();
    const timer = setInterval(tell, tickMs);
    return () => clearInterval(timer);
  }, [said]);
  return now;
}
