/**
 * A stream for one watcher that never piles up: what has not been fetched yet is merged into one value. Ends at once
 * when the watcher goes away (`signal`) or the source closes, also while it waits for the next value.
 */
export interface SignalStream<T> {
  push(value: T): void;
  end(): void;
  values(): AsyncGenerator<T, void, void>;
}

export function signalStream<T>(
  merge: (older: T, newer: T) => T,
  signal: AbortSignal | undefined,
  onEnd: () => void,
): SignalStream<T> {
  let waiting: { value: T } | null = null;
  let ended = false;
  let wake: (() => void) | null = null;

  const notify = () => {
    wake?.();
    wake = null;
  };
  const end = () => {
    ended = true;
    signal?.removeEventListener('abort', end);
    onEnd();
    notify();
  };
  if (signal?.aborted) ended = true;
  signal?.addEventListener('abort', end, { once: true });

  return {
    push(value) {
      waiting = { value: waiting ? merge(waiting.value, value) : value };
      notify();
    },
    end,
    async *values() {
      try {
        while (!ended) {
          if (waiting) {
            const { value } = waiting;
            waiting = null;
            yield value;
          } else {
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          }
        }
      } finally {
        end();
      }
    },
  };
}
