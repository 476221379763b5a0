import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aPatient, aSchedule, aVisit } from '../../domain/test-builders.ts';
import { newOpenings, openPatient } from '../open-patient.ts';
import { newIntent, record } from '../record.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { exportPatient } from './export-patient.ts';
import { possibleDuplicates } from './possible-duplicates.ts';

let desk: TestDesk;
beforeEach(() => {
  desk = testDesk();
});
afterEach(() => desk.remove());

const schedule = aSchedule();
const patient = aPatient({ id: randomUUID() });
const other = aPatient({ id: randomUUID(), familyName: 'Inna', pesel: null });
const fed = (...people: ReturnType<typeof aPatient>[]) =>
  desk.fed(
    { entity: 'schedule', key: schedule.id, row: schedule },
    ...people.map((row) => ({ entity: 'patient' as const, key: row.id, row })),
  );

test('RODO art. 15: the whole record of one person and of nobody else, with who looked at it', async () => {
  fed(patient, other);
  const visits = [patient, other].map(({ id }) =>
    aVisit({ id: randomUUID(), patientId: id, slotId: null, scheduleId: schedule.id }),
  );
  desk.fed(...visits.map((row) => ({ entity: 'visit' as const, key: row.id, row })));
  openPatient(desk, newOpenings(), patient.id);
  const intent = newIntent(desk, { id: randomUUID(), act: { kind: 'change-patient', patient: { ...patient, version: 1 } } });
  record(desk, intent, []);

  const file = await exportPatient(desk, { id: patient.id });
  expect(file?.held).toMatchObject({
    person: { id: patient.id },
    visits: [{ id: visits[0]?.id, patientId: patient.id, actorName: schedule.actor.name }],
    unsent: [{ act: 'change-patient', state: 'pending' }],
    // Central does not answer: that is said.
    historyIsComplete: false,
  });
  expect(file?.held.looks.map(({ what }) => what)).toEqual(['open-patient', 'export-patient']);
  expect(JSON.stringify(file)).not.toContain('Inna');
  // The name of the file tells no name.
  expect(file?.name).toMatch(/^okienko-osoba-[\d-]+T\d{4}$/);
  expect(desk.store.log.auditOn([`patient:${patient.id}`]).map(({ what }) => what)).toContain('export-patient');
});

test('nobody: nothing is handed out and nothing noted', async () => {
  expect(await exportPatient(desk, { id: randomUUID() })).toBeNull();
  expect([...desk.store.log.auditLines()]).toEqual([]);
});

test('entries of one name are shown as possible duplicates unless PESEL or day of birth tell them apart', () => {
  const twin = aPatient({ id: randomUUID(), pesel: null, birthDate: patient.birthDate });
  const stranger = aPatient({ id: randomUUID(), pesel: null, birthDate: '1901-01-01' });
  fed(patient, twin, stranger, other);
  expect(possibleDuplicates(desk, patient)).toEqual([{ id: twin.id, birthDate: patient.birthDate, hasPesel: false }]);
});
