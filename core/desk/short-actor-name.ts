/**
 * For narrow columns: `dr n. med. Monika Kalinowska` → `dr M. Kalinowska`, the first title, the initial, the family name.
 * Titles are written in lower case, so the first capitalised word is the given name. A machine's name stays as it is.
 */
export function shortActorName(actor: { kind: 'practitioner' | 'device'; name: string }): string {
  const words = actor.name.trim().split(/\s+/);
  const given = words.findIndex((word) => /^\p{Lu}/u.test(word));
  if (actor.kind === 'device' || given < 0 || given >= words.length - 1) return actor.name;
  const titles = words.slice(0, Math.min(given, 1));
  return [...titles, `${[...(words[given] ?? '')][0]}.`, ...words.slice(given + 1)].join(' ');
}
