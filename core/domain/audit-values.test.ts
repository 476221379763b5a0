import { expect, test } from 'vitest';
import { auditValues, patientValues, visitValues } from './audit-values.ts';
import { aPatient, aVisit } from './test-builders.ts';

test('I7: a move says from where to where, and nothing else', () => {
  const visit = aVisit();
  const { scheduleId, durationMinutes } = visit;
  const act = {
    kind: 'move',
    visitId: visit.id,
    scheduleId,
    slotId: 's2',
    startsAt: '2026-12-01T09:00:00Z',
    durationMinutes,
  } as const;
  expect(auditValues(act, visitValues(visit))).toEqual({
    before: { startsAt: visit.startsAt, slotId: visit.slotId },
    after: { startsAt: '2026-12-01T09:00:00Z', slotId: 's2' },
  });
});

test('I7: a corrected patient: the changed fields alone', () => {
  const before = aPatient();
  const after = { ...before, familyName: 'Nowak' };
  expect(auditValues({ kind: 'change-patient', patient: after }, patientValues(before))).toEqual({
    before: { familyName: before.familyName },
    after: { familyName: 'Nowak' },
  });
});

test('I7: a new visit has no before; its note is not copied', () => {
  const visit = aVisit({ note: 'Prosi o telefon po 15' });
  const { before, after } = auditValues({ kind: 'book', visit, patient: null }, null);
  expect(before).toBeNull();
  expect(after).toMatchObject({ status: 'booked', startsAt: visit.startsAt });
  expect(JSON.stringify(after)).not.toContain('telefon');
});
