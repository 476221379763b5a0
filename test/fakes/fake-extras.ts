/** What lies with others: slots that somebody keeps, visits booked in other clinics, entries that may be one person. */
import type { Patient } from '../../core/domain/patient.ts';
import type { SlotHold } from '../../core/domain/slot-hold.ts';
import { addDays, addMinutes, instantOf } from '../../core/domain/time.ts';
import type { Elsewhere, Visit } from '../../core/domain/visit.ts';
import { fakeNow, fakeToday, id } from './fake-desk-clinic.ts';
import type { FakeRows } from './fake-desk-rows.ts';

const place = (clinicName: string, town: string, actorName: string): Elsewhere => ({ clinicName, town, actorName });

/** Halina Wiśniewska, whose card the gallery opens. */
const halina = id(4, 0);

export function addExtras(rows: FakeRows): void {
  for (const [slotId, hold] of someHolds(rows)) rows.holds.set(slotId, hold);
  for (const visit of visitsElsewhere(rows))
    rows.put(visit, visit.status === 'booked' && visit.version === 0 ? 'sent' : 'confirmed');
  const known = rows.patients.get(halina);
  if (!known) return;
  const twin: Patient = { ...known, id: id(4, 900), pesel: null, birthDate: null };
  rows.patients.set(twin.id, twin);
  rows.duplicates.set(halina, [{ id: twin.id, birthDate: null, hasPesel: false }]);
  rows.duplicates.set(twin.id, [{ id: halina, birthDate: known.birthDate, hasPesel: known.pesel !== null }]);
}

/** One of each kind among today's free slots, and one of a later day's. */
function someHolds(rows: FakeRows): [string, SlotHold][] {
  const by = ['desk', 'patient', 'other-clinic'] as const;
  const free = [fakeToday, addDays(fakeToday, 1)].flatMap((date) =>
    rows.slotsOn(date).filter(({ id: slotId, startsAt }) => startsAt > fakeNow && rows.activeIn(slotId) === null),
  );
  return free
    .filter((_, index) => index % 3 === 1)
    .slice(0, 9)
    .map(({ id: slotId }, index) => [slotId, { by: by[index % 3] ?? 'desk', until: addMinutes(fakeNow, 2 + (index % 3)) }]);
}

function visitsElsewhere(rows: FakeRows): Visit[] {
  const like = [...rows.visits.values()].find(({ patientId, kind }) => patientId === halina && kind !== 'continuation');
  const any = like ?? [...rows.visits.values()][0];
  if (!any) return [];
  const { course: _course, ...base } = any;
  const of = (index: number, ahead: number, time: string, change: Partial<Visit>): Visit => ({
    ...base,
    id: id(6, index),
    version: 1,
    clinicId: id(7, index % 2),
    scheduleId: id(7, 10 + index),
    slotId: id(7, 20 + index),
    startsAt: instantOf(addDays(fakeToday, ahead), time),
    patientId: halina,
    kind: 'first',
    status: 'booked',
    bookedBy: 'desk',
    note: null,
    ...change,
  });
  const serce = place('Przychodnia Serce', 'Pruszków', 'lek. Ewa Próbna');
  const rodzina = place('Centrum Medyczne Zdrowie i Rodzina', 'Grodzisk Mazowiecki', 'dr n. med. Jan Testowy');
  return [
    of(1, 9, '09:40', { elsewhere: serce }),
    of(2, 13, '12:15', { elsewhere: rodzina, patientId: id(4, 7), version: 0 }),
    of(3, 21, '08:20', { elsewhere: rodzina, patientId: id(4, 12), status: 'cancelled', cancelReason: 'other-date' }),
    of(4, -60, '10:00', { elsewhere: serce, status: 'fulfilled' }),
  ];
}
