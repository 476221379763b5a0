import type { implement } from '@orpc/server';
import type { ComplianceView } from '../../core/contract/compliance-views.ts';
import type { DeskContract } from '../../core/contract/contract.ts';
import type { KolceRow } from '../../core/domain/compliance/compare-kolce.ts';
import { examReach } from '../../core/domain/compliance/exam-reach.ts';
import { monthStatement } from '../../core/domain/compliance/month-statement.ts';
import { addMonths } from '../../core/domain/compliance/months.ts';
import { publishedTables, regimeOf, type SettlementRegime } from '../../core/domain/compliance/settlement-regime.ts';
import { displayName } from '../../core/domain/name.ts';
import { localDateOf, localDateTimeOf } from '../../core/domain/time.ts';
import type { Visit, VisitCourse } from '../../core/domain/visit.ts';
import { type Clinic, fakeNow } from './fake-desk-clinic.ts';

const today = localDateOf(fakeNow);
const noCourse: VisitCourse = { arrivedAt: null, startedAt: null, endedAt: null, eventNumber: null };

/** The invented clinic's month: two visits in a hundred lack something, AP-KOLCE counts a little more than central. */
export function fakeCompliance(os: ReturnType<typeof implement<DeskContract>>, clinic: Clinic) {
  return {
    report: os.compliance.report.handler(({ input: { month } }): ComplianceView => {
      const regime = regimeOf(month, publishedTables);
      const visits = clinic.visits
        .filter(({ startsAt }) => localDateOf(startsAt).startsWith(month))
        .map((visit, at) => ({ visit: at % 40 === 7 ? visit : reported(visit), confirmed: true }));
      const comparison = visits.length === 0 ? [] : comparisonFrom(month);
      const counted = comparison.filter(({ kolce }) => kolce !== null);
      const central = counted.reduce((sum, row) => sum + row.central, 0);
      const kolce = counted.reduce((sum, row) => sum + (row.kolce ?? 0), 0);
      return {
        month,
        regime,
        statement: monthStatement({ month, visits, now: fakeNow, regime, initialFeed: '2026-06-30' }),
        initialFeed: '2026-06-30',
        comparison,
        share: kolce === 0 ? null : { central, kolce, share: central / kolce, minimum: 0.95, enough: central >= kolce * 0.95 },
        exams: regime === null || visits.length === 0 ? [] : reach(regime),
        risks: risksOf(clinic, month),
        trend: visits.length === 0 ? [] : trendTo(month),
        actors: visits.length === 0 ? [] : loads(clinic, month),
        asOf: fakeNow,
      };
    }),
    archive: os.compliance.archive.handler(() => ({ rows: 0, text: '' })),
    export: os.compliance.export.handler(() => ({ name: 'okienko.csv', base64: '', rows: 0 })),
    saveInitialFeed: os.compliance.saveInitialFeed.handler(({ input: { intentId } }) => ({
      ok: true as const,
      intentId,
      notes: [],
    })),
  };
}

/** With the number of its medical event, as most performed visits have it (R43). */
const reported = (visit: Visit): Visit =>
  visit.status === 'fulfilled' ? { ...visit, course: { ...noCourse, ...visit.course, eventNumber: 'ZM/2026/1' } } : visit;

const reach = (regime: SettlementRegime) => [
  examReach('mammography', '2027-01-08', today, regime),
  examReach('cytology', '2026-12-11', today, regime),
];

function comparisonFrom(month: string): KolceRow[] {
  const row = (serviceCode: string, at: number, central: number, kolce: number | null, causes: KolceRow['causes']): KolceRow => ({
    serviceCode,
    month: addMonths(month, at),
    central,
    kolce,
    difference: central - (kolce ?? 0),
    share: kolce === null ? null : central / kolce,
    enough: kolce === null || central >= kolce * 0.95,
    causes,
  });
  return [
    row('60004', 0, 612, 620, [{ cause: 'withdrawn', slots: 8 }]),
    row('60004', 1, 488, 560, [
      { cause: 'unsent', slots: 4 },
      { cause: 'outside-schedule', slots: 3 },
      { cause: 'schedule-ends', slots: 0, date: '2026-12-18' },
      { cause: 'unexplained', slots: 65 },
    ]),
    row('60004', 2, 590, 590, []),
    row('60012', 0, 240, null, [{ cause: 'not-in-kolce', slots: 240 }]),
  ];
}

function risksOf({ visits, patients, schedules }: Clinic, month: string): ComplianceView['risks'] {
  const past = visits.filter(({ startsAt, status }) => startsAt < fakeNow && status !== 'cancelled' && status !== 'no-show');
  const own = past.filter(({ startsAt }) => localDateOf(startsAt).startsWith(month)).slice(0, 9);
  const kinds = [['no-event'], ['no-outcome'], ['no-referral', 'no-event']] as const;
  const rows = own.map((visit, at) => {
    const patient = patients.find(({ id }) => id === visit.patientId);
    return {
      visitId: visit.id,
      localStart: localDateTimeOf(visit.startsAt),
      patientId: visit.patientId,
      patientName: patient ? displayName(patient) : '',
      actorName: schedules.find(({ id }) => id === visit.scheduleId)?.actor.name ?? '',
      status: visit.status,
      truth: 'confirmed' as const,
      risks: [...(kinds[at % kinds.length] ?? [])],
    };
  });
  const counts: ComplianceView['risks']['counts'] = {};
  for (const risk of rows.flatMap(({ risks }) => risks)) counts[risk] = (counts[risk] ?? 0) + 1;
  return { total: rows.length, counts, rows };
}

const trendTo = (month: string) =>
  [41, 38, 52, 29, 33, 24].map((noShow, at) => ({ month: addMonths(month, at - 5), slots: 640, visits: 560 + 7 * at, noShow }));

function loads({ schedules, slots, visits }: Clinic, month: string): ComplianceView['actors'] {
  return schedules.map(({ id, actor }) => {
    const here = (thing: { scheduleId: string; startsAt: string }) => thing.scheduleId === id && thing.startsAt.startsWith(month);
    const own = visits.filter((visit) => here(visit) && visit.status !== 'cancelled');
    return {
      actorName: actor.name,
      slots: slots.filter(here).length,
      visits: own.length,
      noShow: own.filter(({ status }) => status === 'no-show').length,
    };
  });
}
