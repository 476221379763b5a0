import type { Command, Options } from './options.ts';
import type { Texts } from './texts.ts';

const secondWords: Partial<Record<Command, string[]>> = {
  rescue: ['export', 'import'],
  audit: ['export'],
  keys: ['rotate', 'rotate-clinic'],
};
const day = /^\d{4}-\d\d-\d\d$/;

/** The sentence that says what is wrong with a call, or null. */
export function wrongWords(options: Options, texts: Texts): string | null {
  const { command, paths, to, from, codeFile } = options;
  const [word, ...more] = paths;
  if (command === 'import') return word === undefined ? texts.whichFolder : null;
  if (command === 'export') return wrongExport(options, texts);
  if (command === 'diagnostics') {
    if (word === undefined) return texts.toWhichFile(command);
    return more[0] === undefined ? null : texts.takesNo(command, more[0]);
  }
  if (command === 'certificates') {
    const isWhole = word === undefined || (word === 'import' && more.length === 1) || (word === 'remove' && more.length === 0);
    return isWhole ? null : texts.whichCertificate;
  }
  const choices = secondWords[command];
  if (!choices) return word === undefined ? null : texts.takesNo(command, word);
  if (word === undefined || !choices.includes(word) || more.length > 0) return texts.oneOf(command, choices);
  if (word === 'export' && to === null) return texts.toWhichFile(`${command} export`);
  if (word === 'import' && (from === null || codeFile === null)) return texts.rescueImportNeeds;
  return null;
}

function wrongExport({ paths, to, from, codeFile, first, last }: Options, texts: Texts): string | null {
  const [word, ...more] = paths;
  if (word === 'open' && more.length === 0)
    return from === null || codeFile === null || to === null ? texts.exportOpenNeeds : null;
  if (word !== undefined) return texts.takesNo('export', word);
  if (to === null) return texts.toWhichFile('export');
  if (first === null || last === null || !day.test(first) || !day.test(last) || first > last) return texts.exportNeedsDays;
  return null;
}
