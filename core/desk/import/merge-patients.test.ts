import { describe, expect, test } from 'vitest';
import { planImport } from './plan-import.ts';
import { aContext, clinicWith, patientsOf, visitsOf } from './test-import.ts';

const row = (time: string, name: string, pesel: string, phone: string) =>
  `30.11.2026;${time};lek. Jan Nowak;${name};${pesel};${phone};kontrola;;`;
const peopleIn = (...rows: string[]) => {
  const plan = planImport(clinicWith(...rows), aContext());
  expect(plan.report.refused).toBe(0);
  return patientsOf(plan);
};

describe('who is the same person', () => {
  test.each([
    [
      'the same PESEL, names in any order and case',
      [row('8:00', 'DUDA Jan', '90010112349', '730181148'), row('8:20', 'Jan Duda', '900101 12349', '')],
      1,
    ],
    [
      'the same name and phone, written otherwise',
      [row('8:00', 'Duda Jan', '', '730181148'), row('8:20', 'Jan DUDA', '', '+48 730-181-148')],
      1,
    ],
    ['the same name, another phone', [row('8:00', 'Duda Jan', '', '730181148'), row('8:20', 'Duda Jan', '', '664621279')], 2],
    ['the same name, no phone', [row('8:00', 'Duda Jan', '', ''), row('8:20', 'Duda Jan', '', '')], 2],
    [
      'father with PESEL, son without',
      [row('8:00', 'Duda Jan', '90010112349', '730181148'), row('8:20', 'Duda Jan', '', '730181148')],
      2,
    ],
    [
      'another PESEL, the same name and phone',
      [row('8:00', 'Duda Jan', '90010112349', '730181148'), row('8:20', 'Duda Jan', '58031200021', '730181148')],
      2,
    ],
    [
      'a PESEL with a slip is no identity',
      [row('8:00', 'Duda Jan', '90010112340', '730181148'), row('8:20', 'Duda Jan', '90010112341', '730181148')],
      1,
    ],
  ])('%s', (_, rows, count) => expect(peopleIn(...rows)).toHaveLength(count));

  test('the own number comes before a relative’s, any before none', () => {
    const phones = (...texts: string[]) =>
      peopleIn(...texts.map((phone, index) => row(`8:${index}0`, 'Duda Jan', '90010112349', phone)))[0]?.contact.phone;
    expect(phones('', '730181148')).toBe('+48730181148');
    expect(phones('syn 664621279', '730181148')).toBe('+48730181148');
    expect(phones('730181148', 'syn 664621279')).toBe('+48730181148');
    expect(phones('730181148', '664621279')).toBe('+48730181148');
  });

  test('a patient whom the desk knows by PESEL keeps id and data', () => {
    const first = planImport(clinicWith(row('8:00', 'Duda Jan', '90010112349', '730181148')), aContext());
    const second = planImport(clinicWith(row('8:20', 'Dudda Jan', '90010112349', '664621279')), aContext(first.intents));
    expect(patientsOf(second)).toEqual([]);
    expect(visitsOf(second)[0]?.patientId).toBe(patientsOf(first)[0]?.id);
    expect(visitsOf(second)[0]?.contact.phone).toBe('+48664621279');
  });

  test('another clinic’s import of the same person has other ids', () => {
    const rows = clinicWith(row('8:00', 'Duda Jan', '90010112349', '730181148'));
    const [here] = patientsOf(planImport(rows, aContext()));
    const [there] = patientsOf(planImport(rows, aContext([], { clinicId: '99999999-9999-4999-8999-999999999999' })));
    expect(here?.id).not.toBe(there?.id);
  });
});
