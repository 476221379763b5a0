import type { ImportColumn } from '../../core/contract/import-columns.ts';
import type { ImportFault, ImportFaultRow } from '../../core/contract/import-draft-views.ts';

const nowak = 'lek. Jan Nowak';
export const fakeActors = ['lek. Ewa Lis', nowak, 'mammograf 1'];

function aRow(
  line: number,
  faults: ImportFault[],
  cells: Partial<Record<ImportColumn, string>>,
  [patient, time, actor = nowak, date = '30.11.2026']: [string, string, string?, string?],
): ImportFaultRow {
  const shown = (Object.entries(cells) as [ImportColumn, string][]).map(([column, text]) => ({
    column,
    text,
    was: null,
    proposal: faults.includes('pesel-zero-lost') ? `0${text}` : null,
  }));
  return { file: 'wizyty.xlsx', line, faults, left: [], out: false, patient, date, time, actor, cells: shown };
}

/** One or two rows of each fault. Nobody in them exists. */
export const fakeFaultRows: ImportFaultRow[] = [
  aRow(14, ['unknown-actor'], { actor: 'dr J. Nowakk' }, ['Duda Stanisław', '8:00', 'dr J. Nowakk']),
  aRow(15, ['unknown-actor'], { actor: 'dr J. Nowakk' }, ['Kowalska Anna', '8:20', 'dr J. Nowakk']),
  aRow(88, ['unreadable-date'], { date: '31.11.2026' }, ['Wójcik Maria', '8:40', nowak, '31.11.2026']),
  aRow(102, ['unreadable-time'], { time: 'rano' }, ['Zając Piotr', 'rano']),
  aRow(131, ['double-booked'], { date: '30.11.2026', time: '10:00', actor: nowak }, ['Górska Halina', '10:00']),
  aRow(140, ['double-booked', 'no-pesel'], { date: '30.11.2026', time: '10:20', actor: nowak, pesel: '' }, [
    'Baran Zofia',
    '10:20',
  ]),
  aRow(155, ['outside-schedule'], { date: '30.11.2026', time: '18:20', actor: nowak }, ['Sikora Adam', '18:20']),
  aRow(171, ['same-person', 'no-pesel'], { pesel: '' }, ['Duda Stanisław', '9:40', 'lek. Ewa Lis']),
  aRow(198, ['pesel-zero-lost'], { pesel: '5210112349' }, ['Lipiec Kamil', '9:00']),
  aRow(203, ['bad-pesel'], { pesel: '90010112340' }, ['Mazur Ewa', '9:20']),
  aRow(250, ['phone-split'], { phone: '664621283 lub 730181149', secondPhone: '' }, ['Krawczyk Tomasz', '11:00']),
];
