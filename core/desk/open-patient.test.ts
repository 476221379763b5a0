import { afterEach, beforeEach, expect, it } from 'vitest';
import { aContact, aPatient } from '../domain/test-builders.ts';
import { actAs } from './access/acting.ts';
import { newOpenings, openPatient, revealContact } from './open-patient.ts';
import { type TestDesk, testDesk } from './test-desk.ts';

let desk: TestDesk;
const patient = aPatient({ contact: aContact({ phone: '+48730181148' }) });
beforeEach(() => {
  desk = testDesk();
  desk.fed({ entity: 'patient', key: patient.id, row: patient });
});
afterEach(() => desk.remove());

const lines = () => [...desk.store.log.auditLines()].map(({ author, what, key }) => [author, what, key]);
const as = <T>(name: string, act: () => T) => actAs({ name, roles: ['receptionist'], accountId: null }, act);

it('I7: opening a patient is on record, once for each person and spell', () => {
  const openings = newOpenings();
  const open = () => openPatient(desk, openings, patient.id);
  as('Anna', open);
  as('Anna', open);
  as('Piotr', open);
  const key = `patient:${patient.id}`;
  expect(lines()).toEqual([
    ['Anna', 'open-patient', key],
    ['Piotr', 'open-patient', key],
  ]);
  desk.setNow('2026-11-23T09:10:01Z');
  as('Anna', open);
  expect(lines()).toHaveLength(3);
});

it('numbers behind the masks are told one patient at a time, each time on record; nobody unknown is', () => {
  expect(as('Anna', () => revealContact(desk, { patientId: patient.id, visitId: null, taskId: null }))).toMatchObject({
    phone: '+48730181148',
  });
  expect(as('Anna', () => revealContact(desk, { patientId: 'nobody', visitId: null, taskId: null }))).toBeNull();
  expect(lines()).toEqual([['Anna', 'reveal-contact', `patient:${patient.id}`]]);
});
