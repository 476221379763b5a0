import type { NetworkTrouble } from '../../domain/network-trouble.ts';

/** What is known to be wrong on the way to central, now. */
export function networkTroubles() {
  let current: NetworkTrouble | null = null;
  const listeners = new Set<(trouble: NetworkTrouble | null) => void>();
  return {
    trouble: () => current,
    tell(trouble: NetworkTrouble | null) {
      current = trouble;
      for (const listener of listeners) listener(trouble);
    },
    onTrouble(listener: (trouble: NetworkTrouble | null) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
