/** R41: what a patient means by an SMS. Tolerant in spelling, careful in meaning: whatever can be read two ways is asked back. */

export type ReplyMeaning = 'cancel' | 'confirm' | 'delete-entry' | 'unclear';

export interface ParsedReply {
  meaning: ReplyMeaning;
  /** `MM-DD` and `HH:MM` as the patient wrote them, to tell one visit from another. */
  date: string | null;
  time: string | null;
}

export function parseReply(text: string): ParsedReply {
  const folded = fold(text);
  const date = /(?<!\d)(0?[1-9]|[12]\d|3[01])\s?[./-]\s?(0?[1-9]|1[0-2])(?!\d)/.exec(folded);
  const time = /(?<!\d)([01]?\d|2[0-3])[:.]([0-5]\d)(?!\d)/.exec(date === null ? folded : folded.replace(date[0], ' '));
  return {
    meaning: meaningOf(folded),
    date: date === null ? null : `${two(date[2])}-${two(date[1])}`,
    time: time === null ? null : `${two(time[1])}:${two(time[2])}`,
  };
}

const two = (digits: string | undefined): string => (digits ?? '').padStart(2, '0');

/** Small letters without Polish marks: people leave them out, phones put them in. */
function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/ł/g, 'l')
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .trim();
}

/** A wish for another date, a doubt or a question: a person must decide, not we. */
const undecided =
  /\?|\bczy\b|\bnie wiem\b|\bnie rozumiem\b|\bprzeloz|\bprzesun|\bzmien|\binny termin|\binna data|\bpozniej\b|\bale\b|\bchyba\b|\bmoze\b/;
const cancels =
  /^(nie|n|no)$|\banul|\bodwol|\brezygn|\bzrezygn|\bwypis(z|uje)\b|\bcancel\b|\bnie (przyjd|przyjad|bede|mog|dam rady|dotr|stawi|zdaz|pasuj|skorzystam|chce (tej |)wizyt|dziekuj)/;
const confirms = /^(tak|t|ok|okej|oki|yes)\b|\bpotwierdz|(?<!nie )\b(przyjde|przyjade|bede|stawie sie)\b/;
const deletes = /\busu(n|wam|nac|nie)|\bskasuj|\bkasuj|\bwykresl|\bskresl/;
const negated = /\bnie (\w+ )?(anul|odwol|rezygn|zrezygn|usu|kasuj|skasuj|wykresl|skresl)/;

function meaningOf(folded: string): ReplyMeaning {
  const parts = folded
    .split(/[,.;:!\n()"'–-]+/)
    .map((part) => words(part))
    .filter((part) => part !== '');
  if (undecided.test(folded) || parts.some((part) => negated.test(part))) return 'unclear';
  const whole = parts.join(' ');
  if (deletes.test(whole)) return 'delete-entry';
  const cancelling = parts.some((part) => cancels.test(part));
  const confirming = parts.some((part) => confirms.test(part) && !/\bnie\b/.test(part));
  // "Tak, odwołuję": the word of consent goes with what is consented to; "nie, przyjdę" could be either.
  if (cancelling && confirming) return /^(tak|t|ok)\b/.test(parts[0] ?? '') && !parts.includes('nie') ? 'cancel' : 'unclear';
  if (cancelling) return 'cancel';
  return confirming ? 'confirm' : 'unclear';
}

/** Greetings, thanks, and what the visit is called say nothing; neither do numbers. */
function words(part: string): string {
  return part
    .replace(
      /\b(dzien dobry|witam|prosze( o)?|dziekuje|dzieki|pozdrawiam|wizyt[aeyi]|termin(u)?|na|z|w|dnia|godz(ina)?|pan|pani|panie|swoja|moja|ta|te|ten)\b/g,
      ' ',
    )
    .replace(/\d+/g, ' ')
    .replace(/[^\p{Letter}\s]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
