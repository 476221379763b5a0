/** px from one entry of the rail to the next: its height and the gap (rail.module.css). */
export const entryPitch = 48;

/** Which entries stand in a rail of `height` px, in their order, and which go into `Więcej` (itself an entry). */
export function placesIn<Entry>(entries: readonly Entry[], height: number): { shown: Entry[]; more: Entry[] } {
  // The last one needs no gap after it.
  const places = Math.floor((height + 2) / entryPitch);
  if (places >= entries.length) return { shown: [...entries], more: [] };
  const shown = Math.max(0, places - 1);
  return { shown: entries.slice(0, shown), more: entries.slice(shown) };
}
