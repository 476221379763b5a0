import type { SlotHold } from '../domain/slot-hold.ts';
import type { CentralTime, SlotNews, Timers } from './ports.ts';

/** I8: what others keep of this clinic's slots at the moment, as the feed tells and central said at the start. */
export interface SlotHolds {
  /** null = nobody else keeps it. */
  on(slotId: string): SlotHold | null;
  /** Called with slots that are kept or free now, by an event or because the time is up. */
  onChange(listener: (slotIds: string[]) => void): () => void;
}

export interface HeardHolds extends SlotHolds {
  heard(news: SlotNews[]): void;
  /** All that are kept at the moment: whatever else was known is over. */
  learn(all: SlotNews[]): void;
  stop(): void;
}

/**
 * In memory only: a hold lasts five minutes at most, and central has the last word on it anyway. Its end needs no event, since it
 * tells its own end by central's clock; that is looked at when it is asked for, and a timer tells who watches.
 *
 * @param own this desk's client id: its own holds stand in nobody's way here
 */
export function slotHolds({ own, time, timers }: { own: string; time: CentralTime; timers: Timers }): HeardHolds {
  const held = new Map<string, SlotHold>();
  const listeners = new Set<(slotIds: string[]) => void>();
  let disarm: () => void = () => undefined;

  const leftMs = ({ until }: SlotHold) => Date.parse(until) - Date.parse(time.now());

  function tell(slotIds: string[]): void {
    if (slotIds.length > 0) for (const listener of listeners) listener(slotIds);
  }

  function endDue(): void {
    const over = [...held].flatMap(([slotId, hold]) => (leftMs(hold) <= 0 ? [slotId] : []));
    for (const slotId of over) held.delete(slotId);
    tell(over);
    arm();
  }

  function arm(): void {
    disarm();
    disarm = () => undefined;
    // A moment longer: central's time goes in whole seconds.
    if (held.size > 0) disarm = timers.after(Math.max(0, Math.min(...[...held.values()].map(leftMs))) + 1_000, endDue);
  }

  function take({ slotId, claim }: SlotNews): boolean {
    const known = held.get(slotId);
    held.delete(slotId);
    if (claim && claim.client !== own) {
      const hold: SlotHold = { by: holderOf(claim.client), until: claim.until };
      if (leftMs(hold) > 0) held.set(slotId, hold);
    }
    const now = held.get(slotId);
    return known?.until !== now?.until || known?.by !== now?.by;
  }

  function heard(news: SlotNews[]): void {
    const changed = news.filter(take).map(({ slotId }) => slotId);
    if (changed.length === 0) return;
    tell(changed);
    arm();
  }

  return {
    on(slotId) {
      const hold = held.get(slotId);
      return hold && leftMs(hold) > 0 ? hold : null;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    heard,
    learn(all) {
      const kept = new Set(all.map(({ slotId }) => slotId));
      const over = [...held.keys()].filter((slotId) => !kept.has(slotId)).map((slotId) => ({ slotId, claim: null }));
      heard([...over, ...all]);
    },
    stop: () => disarm(),
  };
}

function holderOf(client: string): SlotHold['by'] {
  if (client === 'ikp') return 'patient';
  return client === 'other-clinic' ? 'other-clinic' : 'desk';
}
