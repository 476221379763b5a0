import type { AwayView, FreedSlots } from '../../core/contract/acts-views.ts';
import type { WaitingView } from '../../core/contract/waiting-views.ts';
import { aContact } from '../../core/domain/test-builders.ts';
import { anyCriteria } from '../../core/domain/waiting-entry.ts';
import type { FakeViews } from './fake-desk-views.ts';

const at = (day: number, time: string) => `2026-11-${String(day).padStart(2, '0')}T${time}:00Z`;
const contact = aContact();

const submission = {
  referralKind: 'key' as const,
  patientId: null,
  peselMasked: '58•••••••21',
  watched: true,
  askedAt: at(23, '09:38'),
  questionSince: null,
  visit: null,
  openAct: null,
};
const entry = {
  id: '77777777-7777-4777-8777-777777777777',
  version: 3,
  closed: null,
  clinicCodes: ['1100'],
  category: 'stable' as const,
  entitled: false,
  contact,
};

/** Three submissions that the clinic watches: one waits, one has got its date, one is not known to central. */
export function fakeWaiting(live: boolean): WaitingView {
  const history = (dates: readonly (string | null)[]) =>
    dates.map((forecastDate, ago) => ({ at: at(23 - ago * 2, '09:38'), status: 'waiting' as const, closed: null, forecastDate }));
  return {
    live,
    submissions: [
      {
        ...submission,
        id: 'a',
        referralName: '…4471',
        patientName: 'Sadowska Irena',
        entry: {
          ...entry,
          status: 'waiting',
          criteria: { ...anyCriteria, town: 'Kraków', radiusKm: 20, weekdays: [1, 3], fromTime: '08:00', toTime: '12:00' },
          submittedAt: at(9, '08:12'),
          forecast: { date: '2027-01-18', asOf: at(23, '04:00') },
        },
        history: history(['2027-01-18', '2027-01-25', '2027-02-01', null]),
      },
      {
        ...submission,
        id: 'b',
        referralName: '…9035',
        patientName: 'Bąk Ireneusz',
        entry: {
          ...entry,
          status: 'assigned',
          category: 'urgent',
          criteria: anyCriteria,
          submittedAt: at(16, '10:40'),
          forecast: null,
        },
        visit: {
          id: '44444444-4444-4444-8444-444444444444',
          durationMinutes: 20,
          status: 'booked',
          startsAt: '2026-12-02T09:20:00Z',
          localStart: '2026-12-02T10:20',
          clinicId: 'k-2',
          clinicName: 'Poradnia Serce przy Plantach',
          actorName: 'lek. Ewa Rutkowska',
          here: false,
        },
        history: [{ at: at(23, '09:38'), status: 'assigned', closed: null, forecastDate: null }],
      },
      {
        ...submission,
        id: 'c',
        referralName: '2981',
        referralKind: 'code',
        patientName: 'Stępień Jan',
        watched: false,
        askedAt: null,
        questionSince: at(23, '09:40'),
        entry: null,
        history: [],
      },
    ],
  };
}

/** What patients, the waiting room and a colleague did over the weekend. */
export function fakeAway(): AwayView {
  const item = { patientId: null, visitId: null, fromLocal: null, cancelReason: null, elsewhere: null };
  return {
    since: at(20, '16:02'),
    total: 4,
    items: [
      {
        ...item,
        n: 4,
        at: at(23, '06:10'),
        who: 'waiting-room',
        what: 'booked',
        patientName: 'Wiśniewska Halina',
        actorName: 'dr n. med. Monika Kalinowska',
        atLocal: '2026-11-23T11:00',
      },
      {
        ...item,
        n: 3,
        at: at(22, '18:44'),
        who: 'patient',
        what: 'moved',
        patientName: 'Zalewski Bogdan',
        actorName: 'dr n. med. Żaneta Wieczorek',
        fromLocal: '2026-11-24T09:20',
        atLocal: '2026-11-27T08:00',
      },
      {
        ...item,
        n: 2,
        at: at(21, '12:05'),
        who: 'patient',
        what: 'cancelled',
        patientName: 'Górski Adam',
        actorName: 'lek. Hubert Zawadzki',
        atLocal: '2026-11-24T10:15',
        cancelReason: 'illness',
      },
      {
        ...item,
        n: 1,
        at: at(20, '16:20'),
        who: 'colleague',
        what: 'changed',
        patientName: 'Lis Celina',
        actorName: 'Mammograf 1',
        atLocal: '2026-11-25T10:00',
      },
    ],
  };
}

/** R34: the first free slots of tomorrow, with patients of later days who could come. */
export function fakeFreed(views: Pick<FakeViews, 'day'>, hours: number): FreedSlots {
  const tomorrow = views.day('2026-11-24').columns.filter(({ schedule }) => schedule.service === 'cardiology');
  const later = views.day('2026-11-27').columns;
  const slots = tomorrow.flatMap(({ schedule, slots: own }, nth) => {
    const slot = own.find(({ state }) => state === 'free');
    const visits = later.find((column) => column.schedule.id === schedule.id)?.visits ?? [];
    if (!slot || nth > 2) return [];
    const candidates = visits.slice(0, 3).map((visit, rank) => ({
      visitId: visit.id,
      version: visit.version,
      patientId: visit.patientId,
      patientName: visit.patientName,
      phone: '+48 730 ••• •48',
      localStart: visit.localStart,
      urgent: rank === 0,
      entitled: rank === 1,
      submittedAt: at(3 + rank, '09:00'),
      calls: [],
    }));
    return [{ slot, actorName: schedule.actorName, clinicCode: schedule.clinicCode, candidates }];
  });
  return { on: true, hours, slots };
}
