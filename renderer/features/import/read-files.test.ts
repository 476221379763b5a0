import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { base64Of, type ChosenFile, dataFilesOf, readFiles } from './read-files.ts';

const file = (name: string, text: string, size = text.length): ChosenFile => ({
  name,
  size,
  read: async () => new TextEncoder().encode(text).buffer as ArrayBuffer,
});
const neverRead = (name: string, size: number): ChosenFile => ({
  name,
  size,
  read: () => Promise.reject(new Error('must not be read')),
});

test('files are read as base64', async () => {
  expect(await readFiles([file('a.csv', 'Data;Godz.')])).toEqual({
    ok: true,
    files: [{ name: 'a.csv', base64: btoa('Data;Godz.') }],
  });
});

describe('refused here, before core is asked', () => {
  test('nothing chosen', async () => {
    expect(await readFiles([])).toMatchObject({ ok: false, problems: [{ problem: 'no-files' }] });
  });

  test('200 MB are refused unread', async () => {
    expect(await readFiles([neverRead('huge.csv', 200_000_000)])).toEqual({
      ok: false,
      problems: [{ file: 'huge.csv', problem: 'too-large', detail: '200 MB' }],
    });
  });

  test('many files that are too large together name no single one', async () => {
    const problems = [{ file: null, problem: 'too-large', detail: '60 MB' }];
    expect(await readFiles([neverRead('a.csv', 30_000_000), neverRead('b.csv', 30_000_000)])).toEqual({ ok: false, problems });
  });

  test('a file that is gone or locked is named', async () => {
    const problems = [{ file: 'locked.csv', problem: 'unreadable', detail: null }];
    expect(await readFiles([file('a.csv', 'x'), neverRead('locked.csv', 10)])).toEqual({ ok: false, problems });
  });
});

test('of a folder only what can hold a table', () => {
  const names = [
    'wizyty.csv',
    'GRAFIKI.CSV',
    'a.txt',
    'wizyty.xlsx',
    '~$wizyty.xlsx',
    'expected.json',
    '.hidden.csv',
    'skan.pdf',
  ];
  expect(dataFilesOf(names.map((name) => ({ name }))).map(({ name }) => name)).toEqual([
    'wizyty.csv',
    'GRAFIKI.CSV',
    'a.txt',
    'wizyty.xlsx',
  ]);
});

test('base64 of any bytes, longer than one piece too', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.integer({ min: 1, max: 900 }), (bytes, times) => {
      const long = new Uint8Array(bytes.length * times);
      for (let index = 0; index < times; index++) long.set(bytes, index * bytes.length);
      expect(base64Of(long)).toBe(Buffer.from(long).toString('base64'));
    }),
    { numRuns: 30 },
  );
});
