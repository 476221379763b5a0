import { useEffect, useState } from 'react';
import { localDateTimeOf } from '../../core/domain/time.ts';
import { useDeskStatus } from './status.ts';

const tickMs = 10_000;

/** Central's time now as wall clock `YYYY-MM-DDTHH:MM`, moving on between two words of core; null before the first. */
export function useCentralNow(): string | null {
  const status = useDeskStatus();
  const said = status?.now ?? null;
  const [now, setNow] = useState<string | null>(null);
  useEffect(() => {
    if (!said) return;
    const heardAt = performance.now();
    const tell = () => setNow(localDateTimeOf(new Date(Date.parse(said) + performance.now() - heardAt).toISOString()));
    tell();
    const timer = setInterval(tell, tickMs);
    return () => clearInterval(timer);
  }, [said]);
  return now;
}
