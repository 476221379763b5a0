import type { Timers } from '../sync/ports.ts';
import { type SignalStream, signalStream } from './signal-stream.ts';

/** One source, many watchers. A burst within `quietMs` reaches each of them as one merged value. */
export interface Broadcast<T> {
  publish(value: T): void;
  /** `first` comes at once. */
  watch(first: T, signal: AbortSignal | undefined): AsyncGenerator<T, void, void>;
  watchers(): number;
  close(): void;
}

export function broadcast<T>(options: { timers: Timers; quietMs: number; merge(older: T, newer: T): T }): Broadcast<T> {
  const streams = new Set<SignalStream<T>>();
  let gathered: { value: T } | null = null;
  let cancelTimer: (() => void) | null = null;
  let closed = false;

  const flush = () => {
    cancelTimer = null;
    if (!gathered) return;
    const { value } = gathered;
    gathered = null;
    for (const stream of streams) stream.push(value);
  };

  return {
    publish(value) {
      if (closed) return;
      gathered = { value: gathered ? options.merge(gathered.value, value) : value };
      cancelTimer ??= options.timers.after(options.quietMs, flush);
    },
    watch(first, signal) {
      const stream = signalStream<T>(options.merge, signal, () => streams.delete(stream));
      stream.push(first);
      if (closed) stream.end();
      else streams.add(stream);
      return stream.values();
    },
    watchers: () => streams.size,
    close() {
      closed = true;
      cancelTimer?.();
      for (const stream of streams) stream.end();
    },
  };
}
