import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ImportCorrection } from '../../contract/import-draft-contract.ts';
import { applyCorrection } from './apply-correction.ts';
import { type Checked, checkDraft } from './check-draft.ts';
import { type ImportCorrections, noCorrections } from './corrections.ts';
import { noLayouts } from './layouts.ts';
import { planImport } from './plan-import.ts';
import { aContext, clinicWith } from './test-import.ts';

// Few values, so that rows meet: the same hour, the same person, the same row to the letter.
const times = ['8:00', '8:20', '8:40', '18:20', 'rano'];
const patients = ['Kowalska Anna', 'Duda Jan', 'DUDA JAN', 'Lis'];
const pesels = ['90010112349', '', '90010112340', '5210112349', '05210112349'];
const phones = ['664621279', '730181148', '664621279 730181148', '', 'syn 664621279'];
const actors = ['lek. Jan Nowak', 'mammograf 1', 'dr N.'];
const kinds = ['kontrola', 'I raz', ''];

const aRow = fc
  .record({
    time: fc.constantFrom(...times),
    actor: fc.constantFrom(...actors),
    patient: fc.constantFrom(...patients),
    pesel: fc.constantFrom(...pesels),
    phone: fc.constantFrom(...phones),
    kind: fc.constantFrom(...kinds),
  })
  .map(({ time, actor, patient, pesel, phone, kind }) => `30.11.2026;${time};${actor};${patient};${pesel};${phone};${kind};;`);

const aCorrection = (rows: number): fc.Arbitrary<ImportCorrection> => {
  const row = fc.record(
    {
      file: fc.constant('visits.csv'),
      line: fc.integer({ min: 2, max: rows + 1 }),
      cells: fc.record(
        {
          time: fc.constantFrom(null, ...times),
          patient: fc.constantFrom(null, ...patients),
          pesel: fc.constantFrom(null, ...pesels),
          phone: fc.constantFrom(null, ...phones),
          kind: fc.constantFrom(null, ...kinds),
        },
        { requiredKeys: [] },
      ),
      leave: fc.boolean(),
      out: fc.boolean(),
      samePerson: fc.boolean(),
    },
    { requiredKeys: ['file', 'line'] },
  );
  const whole = { leaveAll: fc.constantFrom('no-pesel', 'double-booked'), acceptAll: fc.constant('pesel-zero-lost') } as const;
  return fc.record(
    { rows: fc.array(row, { maxLength: 2 }), ...whole },
    { requiredKeys: ['rows'] },
  ) as fc.Arbitrary<ImportCorrection>;
};

const aHistory = fc
  .array(aRow, { minLength: 1, maxLength: 9 })
  .chain((rows) => fc.tuple(fc.constant(rows), fc.array(aCorrection(rows.length), { minLength: 1, maxLength: 8 })));

function readable(checked: ReturnType<typeof checkDraft>): Checked {
  if (!('draft' in checked)) throw new Error('not readable');
  return checked;
}

test('after any corrections the kept rows are what planning everything anew gives, and what the import would write', () => {
  fc.assert(
    fc.property(aHistory, fc.boolean(), ([rows, wanted], hasSome) => {
      const files = clinicWith(...rows);
      // Some of the visits may have come with an earlier import.
      const context = aContext(hasSome ? planImport(clinicWith(...rows.slice(0, 2)), aContext()).intents : []);
      const kept = readable(checkDraft(files, noCorrections, context, noLayouts));
      let corrections: ImportCorrections = noCorrections;
      for (const one of wanted) {
        corrections = applyCorrection(corrections, one, kept.draft);
        kept.again(corrections);
        const { twinOf: _of, ...anew } = readable(checkDraft(files, corrections, context, noLayouts)).draft;
        expect(kept.draft).toMatchObject(anew);
        expect(kept.draft.faults).toEqual(anew.faults);
        expect(kept.draft.report).toEqual(planImport(files, context, corrections).report);
      }
    }),
    { numRuns: Number(process.env.OKIENKO_RUNS ?? 40) },
  );
});
