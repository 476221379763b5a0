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

describe('a header that nobody knows', () => {
  const strange = textFile('x.csv', 'Kto;Gdzie;Inne', 'lek. Jan Nowak;1100;x');

  test('is handed back as it stands, for a person to explain', () => {
    expect(readTable(strange)).toEqual({ problem: 'wrong-columns', detail: null, headers: ['Kto', 'Gdzie', 'Inne'] });
  });

  test('is read by what the person says of it; other columns are left out', () => {
    const table = readTable({ ...strange, mapping: { role: 'staff', columns: { actor: 'Kto', code: 'Gdzie' } } });
    if ('problem' in table) throw new Error(table.problem);
    expect(table.role).toBe('staff');
    const [row] = table.rows;
    expect([row?.text('actor'), row?.text('code'), row?.text('unit')]).toEqual(['lek. Jan Nowak', '1100', '']);
  });

  test.each([
    ['without a required column', { actor: 'Kto' }],
    ['of another file', { actor: 'Kto', code: 'Kod' }],
  ])('an explanation %s does not pass', (_, columns) => {
    expect(readTable({ ...strange, mapping: { role: 'staff', columns } })).toMatchObject({ problem: 'wrong-columns' });
  });

  test('text without columns has nothing to explain', () => {
    expect(readTable(textFile('x.csv', 'Notatki', 'mleko'))).not.toHaveProperty('headers');
  });
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
