import { readFileSync } from 'node:fs';
import type { Intent } from '../../domain/intent.ts';
import type { Patient } from '../../domain/patient.ts';
import { pilotPolicy } from '../../domain/policy-values.ts';
import type { Schedule } from '../../domain/schedule.ts';
import { clinicId } from '../../domain/test-builders.ts';
import type { Visit } from '../../domain/visit.ts';
import type { ImportContext, ImportFile, ImportPlan } from './import-plan.ts';

/** For tests: files, a desk that holds what earlier plans brought, and small clinics. Invented people. */

export const folders = ['przychodnia-excel', 'przychodnia-program'] as const;

export function clinicFolder(folder: (typeof folders)[number]): { files: ImportFile[]; expected: Record<string, unknown> } {
  const read = (name: string) => readFileSync(new URL(`../../../test/data/${folder}/${name}`, import.meta.url));
  const names = ['pracownicy.csv', 'grafiki.csv', 'wizyty.csv', 'ap-kolce.csv'];
  return { files: names.map((name) => ({ name, bytes: read(name) })), expected: JSON.parse(read('expected.json').toString()) };
}

export const textFile = (name: string, ...lines: string[]): ImportFile => ({
  name,
  bytes: new TextEncoder().encode(`${lines.join('\n')}\n`),
});

/** Dr Nowak, Mondays 8:00–10:00 every 20 minutes, every third for first visits. */
export const staffFile = textFile('staff.csv', 'Lekarz;NPWZ;Kod', 'lek. Jan Nowak;1234567;1100', 'mammograf 1;;MMG');
export const hoursFile = textFile(
  'hours.csv',
  'Lekarz;Dzień;Od;Do;Co ile minut;Pierwszorazowe co;Gabinet;Ważny od;Ważny do',
  'lek. Jan Nowak;pon;8:00;10:00;20;3;1;1.11.2026;30.06.2027',
  'mammograf 1;wt;8:00;10:00;10;1;2;1.11.2026;30.06.2027',
);
export const visitsHeader = 'Data;Godz.;Lekarz;Pacjent;PESEL;Telefon;Rodzaj;Nr skierowania;Uwagi';
export const visitsFile = (...rows: string[]): ImportFile => textFile('visits.csv', visitsHeader, ...rows);
export const clinicWith = (...rows: string[]): ImportFile[] => [staffFile, hoursFile, visitsFile(...rows)];

export function aContext(intentsSoFar: Intent[] = [], some: Partial<ImportContext> = {}): ImportContext {
  const schedules = new Map<string, Schedule>();
  const patients = new Map<string, Patient>();
  const visits = new Map<string, Visit>();
  for (const { act } of intentsSoFar) {
    if (act.kind === 'publish') schedules.set(act.schedule.id, act.schedule);
    if (act.kind !== 'book') continue;
    visits.set(act.visit.id, act.visit);
    if (act.patient) patients.set(act.patient.id, act.patient);
  }
  let ids = 0;
  return {
    clinicId,
    deskId: 'desk-1',
    now: '2026-11-22T09:00:00Z',
    author: 'registrar',
    policy: pilotPolicy,
    newId: () => `00000000-0000-4000-8000-${String(ids++).padStart(12, '0')}`,
    existing: {
      schedules: [...schedules.values()],
      patient: (id) => patients.get(id) ?? null,
      patientByPesel: (pesel) => [...patients.values()].find((patient) => patient.pesel === pesel) ?? null,
      visit: (id) => visits.get(id) ?? null,
      activeVisitAt: (slotId) => [...visits.values()].find((visit) => visit.slotId === slotId) ?? null,
    },
    ...some,
  };
}

export const visitsOf = ({ intents }: ImportPlan): Visit[] =>
  intents.flatMap(({ act }) => (act.kind === 'book' ? [act.visit] : []));
export const patientsOf = ({ intents }: ImportPlan): Patient[] =>
  intents.flatMap(({ act }) => (act.kind === 'book' && act.patient ? [act.patient] : []));
export const tasksOf = ({ intents }: ImportPlan) => intents.flatMap(({ act }) => (act.kind === 'open-task' ? [act.task] : []));
export const schedulesOf = ({ intents }: ImportPlan): Schedule[] =>
  intents.flatMap(({ act }) => (act.kind === 'publish' ? [act.schedule] : []));
