/** `dr n. med. M. Kalinowska` → `M. Kalinowska`, where a narrow slot has no room for titles; `Mammograf 1` stays. */
export function shortPersonName(actorShort: string): string {
  const words = actorShort.split(' ');
  const first = words.findIndex((word) => /^\p{Lu}/u.test(word));
  return first > 0 ? words.slice(first).join(' ') : actorShort;
}
