/** `Wyświetlaj ciaśniej` → `wyswietlaj ciasniej`: what is typed in a hurry, without Polish letters, matches too. */
export function plain(text: string): string {
  return text.toLocaleLowerCase('pl').replaceAll('ł', 'l').normalize('NFD').replace(/\p{M}/gu, '');
}

/** Does each typed word begin some word of the text? Nothing typed matches everything. */
export function wordsMatch(typed: string, text: string): boolean {
  const words = plain(text).split(/[^\p{L}\p{N}]+/u);
  return typedWords(typed).every((asked) => words.some((word) => word.startsWith(asked)));
}

export const typedWords = (typed: string): string[] =>
  plain(typed)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
