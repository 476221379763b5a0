/** The text of a function of an earlier migration with pieces replaced; a piece that is not there is a bug. */
export function revised(source: string, from: string, pieces: readonly [old: string, next: string][]): string {
  const start = source.search(new RegExp(`create (or replace )?function ${from}\\(`));
  let text = source
    .slice(start, source.indexOf('$$;', start) + 3)
    .replace(/^create (or replace )?function/, 'create or replace function');
  for (const [old, next] of pieces) {
    if (!text.includes(old)) throw new Error(`no such text in ${from}: ${old}`);
    text = text.replace(old, () => next);
  }
  return text;
}
