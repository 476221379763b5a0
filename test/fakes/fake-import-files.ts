import type { ImportContext, ImportFile } from '../../core/desk/import/import-plan.ts';
import { pilotPolicy } from '../../core/domain/policy-values.ts';
import { fakeNow } from './fake-desk-clinic.ts';

const textFile = (name: string, ...lines: string[]): ImportFile => ({ name, bytes: new TextEncoder().encode(lines.join('\n')) });
const nowak = 'lek. Jan Nowak';

/** A small clinic's files with one row of each fault. Nobody in them exists. */
export const fakeDraftFiles: ImportFile[] = [
  textFile('pracownicy.csv', 'Lekarz;Kod', `${nowak};1100`, 'lek. Ewa Lis;1100'),
  textFile(
    'grafiki.csv',
    'Lekarz;Dzień;Od;Do;Co ile minut',
    `${nowak};pon-pt;8:00;14:00;20`,
    'lek. Ewa Lis;pon-pt;8:00;14:00;20',
  ),
  textFile(
    'wizyty.csv',
    'Data;Godz.;Lekarz;Pacjent;PESEL;Telefon;Rodzaj;Uwagi',
    `30.11.2026;8:00;dr J. Nowakk;Duda Stanisław;90010112349;730181148;kontrola;`,
    `30.11.2026;8:20;dr J. Nowakk;Kowalska Anna;;664621279;kontrola;`,
    `31.11.2026;8:40;${nowak};Wójcik Maria;;664621280;kontrola;`,
    `30.11.2026;rano;${nowak};Zając Piotr;;664621281;kontrola;`,
    `30.11.2026;9:20;${nowak};Mazur Ewa;90010112340;664621282;kontrola;`,
    `30.11.2026;9:40;lek. Ewa Lis;Duda Stanisław;;730181148;kontrola;`,
    `30.11.2026;10:00;${nowak};Krawczyk Tomasz;;664621283 lub 730181149;kontrola;`,
    `30.11.2026;10:00;${nowak};Górska Halina;;664621284;kontrola;`,
    `30.11.2026;10:20;${nowak};Baran Zofia;;664 621;?;`,
    `30.11.2026;18:20;${nowak};Sikora Adam;;664621285 syn;kontrola;`,
  ),
];

export const fakeDraftContext: ImportContext = {
  clinicId: 'clinic-1',
  deskId: 'desk-1',
  now: fakeNow,
  author: 'Anna Wrona',
  policy: pilotPolicy,
  newId: () => 'id',
  existing: {
    schedules: [],
    patient: () => null,
    patientByPesel: () => null,
    visit: () => null,
    activeVisitAt: () => null,
  },
};
