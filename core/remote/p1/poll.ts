import type { Answer, FeedPosition } from '../../sync/ports.ts';
import type { Handlers } from '../listen.ts';

/**
 * Notices without a line that stays open: asks where the stream stands. As `listen`: `onState(true)` once it works,
 * `onState(false)` exactly once when it does not any more; beginning anew is the caller's.
 */
export function poll(
  position: () => Promise<Answer<FeedPosition>>,
  { onNotice, onState }: Handlers,
  everyMs: number,
): () => void {
  let timer: NodeJS.Timeout | null = null;
  let ended = false;
  let known: number | null = null;

  async function ask(): Promise<void> {
    const answer = await position();
    if (ended) return;
    if (answer.kind !== 'ok') {
      ended = true;
      onState(false);
      return;
    }
    if (known === null) onState(true);
    if (known !== answer.value.event) onNotice(answer.value.event);
    known = answer.value.event;
    timer = setTimeout(() => void ask(), everyMs).unref();
  }

  void ask();
  return () => {
    ended = true;
    if (timer) clearTimeout(timer);
  };
}
