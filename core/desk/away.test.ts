import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aPatient, aSchedule, aVisit, scheduleId } from '../domain/test-builders.ts';
import { readAway, tickAway, watchPresence } from './away.ts';
import { monday, type TestDesk, testDesk } from './test-desk.ts';

let desk: TestDesk;
beforeEach(() => {
  desk = testDesk();
  desk.fed(
    { entity: 'schedule', key: scheduleId, row: aSchedule({ weekly: [] }) },
    { entity: 'patient', key: aPatient().id, row: aPatient() },
    { entity: 'visit', key: aVisit().id, row: aVisit({ version: 1 }) },
  );
});
afterEach(() => desk.remove());

const fedVisit = (version: number, some: Partial<ReturnType<typeof aVisit>>) =>
  desk.fed({ entity: 'visit', key: aVisit().id, row: aVisit({ version, ...some }) });

describe('while nobody was at the desk', () => {
  it('what happens before a person is there is told; what happens before his eyes is not', () => {
    const { here } = watchPresence(desk);
    here();
    fedVisit(2, { note: 'seen' });
    expect(readAway(desk).total).toBe(0);
    desk.setNow('2026-11-23T09:05:01Z');
    fedVisit(3, { startsAt: '2026-12-01T09:00:00Z' });
    fedVisit(4, { startsAt: '2026-12-01T09:00:00Z', status: 'cancelled', cancelReason: 'sms-reply' });
    expect(readAway(desk).items).toMatchObject([
      {
        what: 'cancelled',
        who: 'patient',
        cancelReason: 'sms-reply',
        patientName: expect.stringContaining(aPatient().familyName),
      },
      { what: 'moved', who: 'patient', atLocal: '2026-12-01T10:00', fromLocal: expect.any(String), visitId: aVisit().id },
    ]);
    desk.setNow('2026-11-23T09:30:00Z');
    here();
    expect(readAway(desk)).toMatchObject({ since: monday, total: 2 });
    const [first] = readAway(desk).items;
    expect(tickAway(desk, [first?.n ?? 0]).items.map(({ what }) => what)).toEqual(['moved']);
  });

  it('R32: of a visit in another clinic it says where it is, and that somebody there or the patient changed it', () => {
    const { here } = watchPresence(desk);
    here();
    desk.setNow('2026-11-23T09:45:01Z');
    const elsewhere = { clinicName: 'Przychodnia Inna', town: 'Radom', actorName: 'Ewa Próbna' };
    fedVisit(5, { elsewhere, clinicId: 'other', scheduleId: 'theirs', startsAt: '2026-12-02T09:00:00Z' });
    fedVisit(6, { elsewhere, clinicId: 'other', scheduleId: 'theirs', startsAt: '2026-12-02T09:00:00Z', status: 'cancelled' });
    expect(readAway(desk).items[0]).toMatchObject({ what: 'cancelled', who: 'other-clinic', actorName: 'Ewa Próbna', elsewhere });
  });

  it('what comes late, because the desk was cut off, is told to whoever sits there', () => {
    const { here } = watchPresence(desk);
    here();
    const at = '2026-11-23T08:58:59Z';
    const row = aVisit({ version: 2, status: 'cancelled', cancelReason: 'illness' });
    const changes = [{ entity: 'visit' as const, key: row.id, row }];
    desk.store.copy.applyEvents('epoch-1', [{ event: 50, at, intentId: null, changes }], 50);
    expect(readAway(desk).items).toMatchObject([{ what: 'cancelled', at }]);
  });
});
