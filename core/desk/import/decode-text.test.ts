import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';

const text = 'Lekarz;Dzień\nŻaneta Święcicka;śr\nJózef Gołąb;źródło Ąą Ćć Ęę\n';

describe('the encoding is recognised', () => {
  test.each([
    ['utf-8', 'utf-8', {}],
    ['utf-8', 'utf-8', { addBOM: true }],
    ['windows-1250', 'windows-1250', {}],
    ['iso-8859-2', 'iso-8859-2', {}],
    ['utf-16le', 'utf-16', { addBOM: true }],
    ['utf-16be', 'utf-16', { addBOM: true }],
    ['utf-16le', 'utf-16', { addBOM: false }],
    ['utf-16be', 'utf-16', { addBOM: false }],
  ])('%s is %s %j', (written, encoding, options) => {
    expect(decodeText(iconv.encode(text, written, options))).toEqual({ text, encoding });
  });

  test('names that the two byte encodings write alike are read in either', () => {
    const alike = 'Łukasz Król;Ożarów;ćma;ęń\n';
    for (const encoding of ['windows-1250', 'iso-8859-2']) {
      expect(decodeText(iconv.encode(alike, encoding))).toMatchObject({ text: alike });
    }
  });

  test('plain ASCII counts as UTF-8, and line ends are made one', () => {
    expect(decodeText(new TextEncoder().encode('a;b\r\nc;d\r\n'))).toEqual({ text: 'a;b\nc;d\n', encoding: 'utf-8' });
  });

  test('any Polish text in windows-1250 or UTF-8 comes back', () => {
    const polish = fc
      .string({ unit: fc.constantFrom(...'aąbcćdeęłńoóśźżĄĆĘŁŃÓŚŹŻ ;0123456789.-'), minLength: 1 })
      .map(
        (words) =>
          `Data;Lekarz i pracownia;Uwagi do wizyty i telefon\nzwykły tekst bez znaków ogon\u00f3w i kresek, d\u0142ugi\n${words}ś`,
      );
    fc.assert(
      fc.property(polish, fc.constantFrom('utf-8', 'windows-1250'), (words, encoding) => {
        expect(decodeText(iconv.encode(words, encoding))).toEqual({ text: words, encoding });
      }),
    );
  });
});

test('bytes that are no text are refused', () => {
  expect(decodeText(new Uint8Array(0))).toEqual({ problem: 'empty' });
  expect(decodeText(new Uint8Array([0x61, 0, 0x62, 0x63, 0x64, 0x65, 0x66]))).toEqual({ problem: 'not-text' });
  expect(decodeText(new Uint8Array([0x61, 0x07, 0x62]))).toEqual({ problem: 'not-text' });
});
