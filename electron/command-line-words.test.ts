import { expect, it } from 'vitest';
import { commandLineWords, exitFile } from './command-line-words.ts';

it.each([
  [['okienko'], null],
  [['okienko', '--cli'], []],
  [
    ['okienko', '--ozone-platform=headless', '--cli', 'status', '--json'],
    ['status', '--json'],
  ],
  [['okienko', 'status', '--json'], null],
  [
    ['okienko', '--cli', 'import', '--cli'],
    ['import', '--cli'],
  ],
])('%j: %j', (args, words) => expect(commandLineWords(args)).toEqual(words));

it.each([
  [['okienko', '--cli-exit=C:\\Temp\\1.exit', '--cli', 'status'], 'C:\\Temp\\1.exit'],
  [['okienko', '--cli', 'status', '--cli-exit=x'], null],
  [['okienko', '--cli-exit=x'], null],
])('%j: the exit code goes to %j too', (args, file) => expect(exitFile(args)).toBe(file));
