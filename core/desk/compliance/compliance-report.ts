import type { ActorLoad, ComplianceView, RiskRow, TrendMonth } from '../../contract/compliance-views.ts';
import { type CountedDates, compareKolce, type KolceRow, lastDayOf } from '../../domain/compliance/compare-kolce.ts';
import { type ExamReach, examReach } from '../../domain/compliance/exam-reach.ts';
import { monthStatement } from '../../domain/compliance/month-statement.ts';
import { addMonths, monthsBetween } from '../../domain/compliance/months.ts';
import { publishedTables, regimeOf, type SettlementRegime } from '../../domain/compliance/settlement-regime.ts';
import { type PaymentRisk, paymentRisks } from '../../domain/compliance/visit-risks.ts';
import { displayName } from '../../domain/name.ts';
import { coveredCode } from '../../domain/policy-values.ts';
import type { Schedule } from '../../domain/schedule.ts';
import { localDateOf } from '../../domain/time.ts';
import { compareText } from '../compare-text.ts';
import type { DeskContext } from '../desk-context.ts';
import { localMinuteOf } from '../placed.ts';
import { scheduleOf, type VisitRow, visitOf } from '../view-rows.ts';
import { complianceReads } from './compliance-reads.ts';
import { readComplianceSetting, readKolceCounts } from './compliance-settings.ts';

/** Rows listed; the counts are complete. */
const mostRisks = 500;
const trendMonths = 12;
/** AP-KOLCE is compared this far ahead when it has no counts. */
const monthsAhead = 3;

/** R43–R46: one month's settlement, and both counts month by month. Reads only what this desk has; works without a line. */
export function readCompliance(desk: DeskContext, month: string): ComplianceView {
  const regime = regimeOf(month, publishedTables);
  const { initialFeed } = readComplianceSetting(desk);
  const visits = coveredVisits(desk, month);
  const now = desk.time.now();
  const facts = visits.map((row) => ({ visit: visitOf(row), confirmed: row.truth === 'confirmed' }));
  const comparison = compareMonths(desk, month);
  return {
    month,
    regime,
    initialFeed,
    statement: monthStatement({ month, visits: facts, now, regime, initialFeed }),
    comparison,
    share: shareOf(comparison, regime),
    exams: regime ? examReaches(desk, regime) : [],
    risks: risksOf(desk, visits, regime),
    trend: trendUntil(desk, month),
    actors: loadPerActor(desk, month, visits),
    asOf: desk.store.copy.asOf(),
  };
}

/** Visits whose clinic code belongs to central e-registration on their day (R2): others are not settled here. */
export function coveredVisits(desk: DeskContext, month: string): VisitRow[] {
  const policy = desk.policy();
  return desk.reads
    .visitsBetween(`${month}-01`, lastDayOf(month))
    .filter((row) => coveredCode(policy, row.clinic_code, row.local_date) !== null)
    .sort((a, b) => compareText(a.starts_at, b.starts_at) || compareText(a.id, b.id));
}

export function compareMonths(desk: DeskContext, month: string): KolceRow[] {
  const kolce = readKolceCounts(desk);
  const known = kolce.map((row) => row.month).toSorted(compareText);
  const months = monthsBetween(
    [month, ...known.slice(0, 1)].toSorted(compareText)[0] ?? month,
    [addMonths(month, monthsAhead), ...known.slice(-1)].toSorted(compareText).at(-1) ?? month,
  );
  return compareKolce({
    dates: countedDates(desk, months),
    kolce,
    schedules: allSchedules(desk),
    months,
    minShare: (one) => regimeOf(one, publishedTables)?.minShareOfKolce ?? 0,
    tables: publishedTables,
  });
}

/** What central counts, what waits on this computer, and visits without a slot. */
export function countedDates(desk: DeskContext, months: readonly string[]): CountedDates[] {
  const reads = complianceReads(desk.store.read);
  const [from, to] = [`${months[0]}-01`, lastDayOf(months.at(-1) ?? '')] as const;
  const central = reads.centralSlots(from, to);
  const atCentral = new Map(central.map((row) => [`${row.clinicCode} ${row.month}`, row.count]));
  const unsent = reads.deskSlots(from, to).flatMap((row): CountedDates[] => {
    const more = row.count - (atCentral.get(`${row.clinicCode} ${row.month}`) ?? 0);
    return more > 0 ? [{ ...row, state: 'unsent', count: more }] : [];
  });
  return [
    ...central.map((row): CountedDates => ({ ...row, state: 'central' })),
    ...unsent,
    ...reads.visitsWithoutSlot(from, to).map((row): CountedDates => ({ ...row, state: 'outside-schedule' })),
  ];
}

export const allSchedules = (desk: DeskContext): Schedule[] => desk.reads.schedules().map(scheduleOf);

function shareOf(rows: readonly KolceRow[], regime: SettlementRegime | null): ComplianceView['share'] {
  const known = rows.filter((row) => row.kolce !== null);
  const kolce = sum(known.map((row) => row.kolce ?? 0));
  if (kolce === 0 || !regime) return null;
  const central = sum(known.map((row) => row.central));
  const minimum = regime.minShareOfKolce;
  return { central, kolce, share: central / kolce, minimum, enough: central >= kolce * minimum };
}

/** Only for programmes that the clinic has. */
function examReaches(desk: DeskContext, regime: SettlementRegime): ExamReach[] {
  const today = localDateOf(desk.time.now());
  const offered = new Set(allSchedules(desk).map(({ service }) => service));
  const reads = complianceReads(desk.store.read);
  return (['mammography', 'cytology'] as const)
    .filter((service) => offered.has(service))
    .map((service) => examReach(service, reads.lastSlotDate(service, today), today, regime));
}

function risksOf(desk: DeskContext, visits: readonly VisitRow[], regime: SettlementRegime | null): ComplianceView['risks'] {
  const now = desk.time.now();
  const counts: Partial<Record<PaymentRisk, number>> = {};
  const atRisk: { row: VisitRow; risks: PaymentRisk[] }[] = [];
  for (const row of visits) {
    const risks = paymentRisks({ visit: visitOf(row), confirmed: row.truth === 'confirmed', now, regime });
    for (const risk of risks) counts[risk] = (counts[risk] ?? 0) + 1;
    if (risks.length > 0) atRisk.push({ row, risks });
  }
  const actors = actorNames(desk);
  const rows = atRisk.slice(0, mostRisks).map(({ row, risks }): RiskRow => {
    const patient = desk.reads.patientName(row.patient_id);
    return {
      visitId: row.id,
      localStart: localMinuteOf(row.starts_at),
      patientId: row.patient_id,
      patientName: displayName({ familyName: patient?.family_name ?? '', givenName: patient?.given_name ?? '' }),
      actorName: actors.get(row.schedule_id) ?? '',
      status: row.status,
      truth: row.truth,
      risks,
    };
  });
  return { total: atRisk.length, counts, rows };
}

/** The month and the eleven before it, from the first that has anything. */
function trendUntil(desk: DeskContext, month: string): TrendMonth[] {
  const first = addMonths(month, 1 - trendMonths);
  const reads = complianceReads(desk.store.read);
  const [from, to] = [`${first}-01`, lastDayOf(month)] as const;
  const slots = reads.deskSlots(from, to);
  const statuses = reads.visitStatuses(from, to);
  const months = monthsBetween(first, month).map((one) => {
    const own = statuses.filter((row) => row.month === one);
    return {
      month: one,
      slots: sum(slots.filter((row) => row.month === one).map(({ count }) => count)),
      visits: sum(own.filter(({ status }) => status !== 'cancelled').map(({ count }) => count)),
      noShow: sum(own.filter(({ status }) => status === 'no-show').map(({ count }) => count)),
    };
  });
  const begin = months.findIndex(({ slots: published, visits }) => published + visits > 0);
  return begin < 0 ? [] : months.slice(begin);
}

function loadPerActor(desk: DeskContext, month: string, visits: readonly VisitRow[]): ActorLoad[] {
  const actors = actorNames(desk);
  const loads = new Map<string, ActorLoad>();
  const loadOf = (scheduleId: string): ActorLoad => {
    const actorName = actors.get(scheduleId) ?? '';
    const load = loads.get(actorName) ?? { actorName, slots: 0, visits: 0, noShow: 0 };
    loads.set(actorName, load);
    return load;
  };
  for (const row of complianceReads(desk.store.read).slotsPerSchedule(`${month}-01`, lastDayOf(month))) {
    loadOf(row.scheduleId).slots += row.count;
  }
  for (const row of visits.filter(({ status }) => status !== 'cancelled')) {
    const load = loadOf(row.schedule_id);
    load.visits++;
    if (row.status === 'no-show') load.noShow++;
  }
  return [...loads.values()].sort((a, b) => a.actorName.localeCompare(b.actorName, 'pl'));
}

export const actorNames = (desk: DeskContext) => new Map(allSchedules(desk).map(({ id, actor }) => [id, actor.name]));
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
