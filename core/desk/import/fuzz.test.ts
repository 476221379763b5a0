import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planImport } from './plan-import.ts';
import { aContext, clinicFolder, clinicWith, hoursFile, staffFile, visitsHeader } from './test-import.ts';

/** Whatever a clinic brings: a report, never an exception; with problems, nothing to write. */
function judge(files: Parameters<typeof planImport>[0]): void {
  const { report, intents } = planImport(files, aContext());
  if (report.problems.length > 0) expect(intents).toEqual([]);
  else expect(report.imported + report.corrected + report.refused).toBe(report.rows);
}

test('random bytes never throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => judge([{ name: 'x.csv', bytes }])),
    { numRuns: 300 },
  );
});

test('random text under a real header never throws', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom(
      '30.11.2026',
      '8:00',
      'lek. Jan Nowak',
      'DUDA Jan',
      '90010112349',
      '730181148 / 22 621 03 85',
      'I raz',
      '"',
      '""',
      '\n',
      ';;;',
      '\u0000',
      '🙂',
      '1'.repeat(60),
    ),
  );
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { maxLength: 11 }), { maxLength: 8 }),
      fc.constantFrom(';', ',', '\t'),
      (rows, separator) => {
        const lines = [visitsHeader.replaceAll(';', separator), ...rows.map((cells) => cells.join(separator))];
        judge([staffFile, hoursFile, { name: 'v.csv', bytes: new TextEncoder().encode(lines.join('\n')) }]);
      },
    ),
    { numRuns: 300 },
  );
});

test('a real file with bytes broken, cut or swapped never throws', () => {
  const { files } = clinicFolder('przychodnia-excel');
  const [staff, hours, visits] = files.map(({ name, bytes }) => ({ name, bytes: bytes.slice(0, 3000) }));
  if (!staff || !hours || !visits) throw new Error('no files');
  const damage = fc.array(fc.tuple(fc.nat(2999), fc.nat(255)), { maxLength: 20 });
  fc.assert(
    fc.property(fc.constantFrom(staff, hours, visits), damage, fc.nat(3000), (victim, changes, length) => {
      const bytes = victim.bytes.slice(0, length);
      for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
      judge([staff, hours, visits].map((file) => (file === victim ? { ...file, bytes } : file)));
    }),
    { numRuns: 150 },
  );
});

test('every cell of a good row may be anything', () => {
  const good = ['30.11.2026', '8:00', 'lek. Jan Nowak', 'Kowalska Anna', '90010112349', '664621279', 'kontrola', '', ''];
  const text = fc.string({ maxLength: 40 }).map((cell) => cell.replace(/[;"\r\n]/g, ' '));
  fc.assert(
    fc.property(fc.nat(8), text, (index, cell) => judge(clinicWith(good.with(index, cell).join(';')))),
    { numRuns: 300 },
  );
});
