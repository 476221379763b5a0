import type { TimeColumn } from './time-column.ts';

/** What each place was, to be compared with what it becomes. */
export type Snapshot = ReadonlyMap<string, string>;

export function snapshotOf(columns: readonly TimeColumn[]): Snapshot {
  const places = new Map<string, string>();
  for (const { key, slots, visits } of columns) {
    for (const slot of slots) places.set(slot.id, slot.state);
    for (const visit of visits) places.set(visit.id, `${key} ${visit.localStart}`);
  }
  return places;
}

/**
 * What changed without this desk: slots that became free, and visits that came or moved and are confirmed already (our
 * own acts are first `local`, so they never glow).
 */
export function changedFromOutside(before: Snapshot, columns: readonly TimeColumn[]): Set<string> {
  const changed = new Set<string>();
  for (const { key, slots, visits } of columns) {
    for (const slot of slots) {
      const was = before.get(slot.id);
      if (slot.state === 'free' && was !== undefined && was !== 'free') changed.add(slot.id);
    }
    for (const visit of visits) {
      if (visit.truth === 'confirmed' && before.get(visit.id) !== `${key} ${visit.localStart}`) changed.add(visit.id);
    }
  }
  return changed;
}
