import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { recogniseHeader } from './columns.ts';
import { readTable } from './read-table.ts';
import { textFile } from './test-import.ts';

const lines = ['Lekarz/pracownia;NPWZ;Kod', 'lek. Jan Nowak;1234567;1100', 'mammograf 1;;MMG'];

describe('the separator is recognised', () => {
  test.each([';', ',', '\t', '|'] as const)('%j', (separator) => {
    const table = readTable(textFile('x.txt', ...lines.map((line) => line.replaceAll(';', separator))));
    expect(table).toMatchObject({ role: 'staff', summary: { separator, rows: 2, encoding: 'utf-8' } });
  });

  test('commas inside quotes and inside names do not mislead', () => {
    const table = readTable(textFile('x.csv', 'Lekarz;Kod', '"Nowak, Jan, lek.";1100', 'Lis, Ewa;1104'));
    if ('problem' in table) throw new Error(table.problem);
    expect(table.rows.map((row) => row.text('actor'))).toEqual(['Nowak, Jan, lek.', 'Lis, Ewa']);
  });
});

test('line numbers are those of the file, whatever lies between', () => {
  const table = readTable(
    textFile('x.csv', '', 'Personel', '', 'Lekarz;Kod', '', '"lek.\nJan Nowak";1100', ';;;', 'Lis Ewa;1104'),
  );
  if ('problem' in table) throw new Error(table.problem);
  expect(table.rows.map(({ line }) => line)).toEqual([6, 9]);
});

test('a column that a ragged row does not reach is empty', () => {
  const table = readTable(textFile('x.csv', 'Lekarz;NPWZ;Kod;Komórka', 'lek. Jan Nowak;1234567;1100', 'a;b;c;d;e;f'));
  if ('problem' in table) throw new Error(table.problem);
  expect(table.rows.map((row) => row.text('unit'))).toEqual(['', 'd']);
  expect(table.rows[0]?.text('pesel')).toBe('');
});

test('windows line ends, a DOS end of file and Excel’s Unicode text', () => {
  const windows = { name: 'x.csv', bytes: iconv.encode(`${lines.join('\r\n')}\r\n\u001a`, 'windows-1250') };
  expect(readTable(windows)).toMatchObject({ role: 'staff', summary: { rows: 2 } });
  const unicode = { name: 'x.txt', bytes: iconv.encode(lines.join('\r\n').replaceAll(';', '\t'), 'utf-16le', { addBOM: true }) };
  expect(readTable(unicode)).toMatchObject({ role: 'staff', summary: { rows: 2, encoding: 'utf-16', separator: '\t' } });
});

describe('the role is recognised by the columns', () => {
  test.each([
    ['Data;Godz.;Lekarz;Pacjent;PESEL;Telefon;Rodzaj;Nr skierowania;Uwagi', 'visits'],
    ['DATA WIZYTY;GODZINA;LEKARZ;NAZWISKO;IMIĘ', 'visits'],
    ['Termin;Czas;Doktor;Nazwisko i imię;Nr tel.', 'visits'],
    ['Lekarz/pracownia;Dzień;Od;Do;Co ile minut;Pierwszorazowe co;Gabinet;Ważny od;Ważny do', 'schedules'],
    ['lekarz;dzien tygodnia;godz. od;godz. do;czas wizyty', 'schedules'],
    ['Lp;Lekarz/pracownia;NPWZ;Kod;Komórka', 'staff'],
    ['Kod świadczenia;Miesiąc;Liczba terminów', 'ap-kolce'],
    ['Lekarz;Pacjent;PESEL', undefined],
    ['a;b;c', undefined],
  ])('%s: %s', (header, role) => expect(recogniseHeader(header.split(';'))?.role).toBe(role));
});
