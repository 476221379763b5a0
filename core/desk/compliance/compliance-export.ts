import type { z } from 'zod';
import type { complianceExport } from '../../contract/compliance-inputs.ts';
import type { ExportedTable } from '../../contract/compliance-views.ts';
import { lastDayOf, withdrawnSlots } from '../../domain/compliance/compare-kolce.ts';
import { publishedTables, serviceCodeOf } from '../../domain/compliance/settlement-regime.ts';
import { displayName } from '../../domain/name.ts';
import { compareText } from '../compare-text.ts';
import { csvText } from '../csv-text.ts';
import type { DeskContext } from '../desk-context.ts';
import { localMinuteOf } from '../placed.ts';
import { patientOf, scheduleOf, type VisitRow, visitOf } from '../view-rows.ts';
import { actorNames, compareMonths, countedDates, coveredVisits, readCompliance } from './compliance-report.ts';
import { causeWords, headings, kindWords, riskWords, serviceWords, statusWords } from './export-words.ts';
import { workbook } from './workbook.ts';

type What = z.infer<typeof complianceExport>['what'];
type Cell = string | number | null;

/** A table of the screen, or a file for AP-KOLCE (R46), as CSV or as an Excel workbook. That it was made is a line of the log. */
export async function exportCompliance(
  desk: DeskContext,
  { month, what, format }: z.infer<typeof complianceExport>,
): Promise<ExportedTable> {
  const body = tables[what](desk, month);
  const table = [headings[what], ...body];
  desk.store.log.note({
    at: desk.time.now(),
    author: desk.author,
    what: `export-${what}`,
    beforeRef: null,
    afterRef: `month:${month}`,
    reason: null,
  });
  const content = format === 'csv' ? Buffer.from(csvText(table)) : await workbook(table);
  return { name: `okienko-${what}-${month}.${format}`, base64: content.toString('base64'), rows: body.length };
}

const tables: Record<What, (desk: DeskContext, month: string) => Cell[][]> = {
  statement(desk, month) {
    const { lines, total } = readCompliance(desk, month).statement;
    return [...lines.map((line) => ({ name: serviceWords[line.service], line })), { name: 'razem', line: total }].map(
      ({ name, line }) => [
        month,
        name,
        line.booked,
        line.performed,
        line.reported,
        line.noShow,
        line.cancelled,
        line.open,
        line.payable,
      ],
    );
  },
  comparison: (desk, month) =>
    compareMonths(desk, month).map((row) => [
      row.serviceCode,
      row.month,
      row.central,
      row.kolce,
      row.kolce === null ? null : row.difference,
      row.share === null ? null : Math.round(row.share * 1000) / 10,
      row.causes.map(({ cause, slots }) => `${causeWords[cause]}${slots > 0 ? ` (${slots})` : ''}`).join(', '),
    ]),
  risks(desk, month) {
    return readCompliance(desk, month).risks.rows.map((row) => [
      ...whenOf(row.localStart),
      row.actorName,
      row.patientName,
      statusWords[row.status],
      row.risks.map((risk) => riskWords[risk]).join(', '),
    ]);
  },
  'kolce-counts': kolceCounts,
  'kolce-slots': kolceSlots,
  'kolce-visits': kolceVisits,
};

/** All dates that the desk has, sent or not: what AP-KOLCE should be told. */
function kolceCounts(desk: DeskContext, month: string): Cell[][] {
  const counts = new Map<string, number>();
  const months = [...new Set(compareMonths(desk, month).map((row) => row.month))]
    .filter((one) => one >= month)
    .toSorted(compareText);
  if (months.length === 0) return [];
  for (const dates of countedDates(desk, months)) {
    const code = serviceCodeOf(dates.clinicCode, `${dates.month}-01`, publishedTables);
    if (code === null) continue;
    const key = `${code} ${dates.month}`;
    counts.set(key, (counts.get(key) ?? 0) + dates.count);
  }
  return [...counts].toSorted(([a], [b]) => compareText(a, b)).map(([key, count]) => [...key.split(' '), count]);
}

/** Every slot and every change of the month, taken away ones included, without a word about patients. */
function kolceSlots(desk: DeskContext, month: string): Cell[][] {
  const actors = actorNames(desk);
  const [from, to] = [`${month}-01`, lastDayOf(month)] as const;
  const taken = desk.reads.takenSlotIds(from, to);
  const slots = desk.reads.slotsBetween(from, to).filter(({ payer }) => payer === 'nfz');
  const rows = slots.map((slot) => ({
    startsAt: slot.starts_at,
    cells: [
      slot.clinic_code,
      actors.get(slot.schedule_id) ?? '',
      kindWords[slot.kind],
      taken.has(slot.id) ? 'zajęty' : 'wolny',
      '',
    ],
  }));
  const changes = coveredVisits(desk, month)
    .filter((row) => row.slot_id === null || row.active === 0)
    .map((row) => ({
      startsAt: row.starts_at,
      cells: [
        row.clinic_code,
        actors.get(row.schedule_id) ?? '',
        kindWords[row.kind],
        row.active === 0 ? 'zwolniony' : 'zajęty poza grafikiem',
        row.active === 0 ? statusWords[row.status] : '',
      ],
    }));
  const withdrawn = desk.reads
    .schedules()
    .map(scheduleOf)
    .flatMap((schedule) => withdrawnSlots(schedule, month))
    .filter(({ payer }) => payer === 'nfz')
    .map((slot) => ({
      startsAt: slot.startsAt,
      cells: [
        slot.clinicCode,
        actors.get(slot.scheduleId) ?? '',
        kindWords[slot.kind],
        'wycofany',
        'nieobecność albo zmiana grafiku',
      ],
    }));
  return [...rows, ...changes, ...withdrawn]
    .sort((a, b) => compareText(a.startsAt, b.startsAt))
    .map(({ startsAt, cells }) => {
      const [code = '', ...rest] = cells;
      return [serviceCodeOf(code, `${month}-01`, publishedTables) ?? '', code, ...whenOf(localMinuteOf(startsAt)), ...rest];
    });
}

/** Booked visits with their patients, in columns that our own import reads. */
function kolceVisits(desk: DeskContext, month: string): Cell[][] {
  const actors = actorNames(desk);
  return coveredVisits(desk, month)
    .filter(({ active }) => active === 1)
    .map((row) => visitCells(desk, row, actors.get(row.schedule_id) ?? ''));
}

function visitCells(desk: DeskContext, row: VisitRow, actorName: string): Cell[] {
  const visit = visitOf(row);
  const known = desk.reads.patient(row.patient_id);
  const patient = known && patientOf(known);
  return [
    ...whenOf(localMinuteOf(row.starts_at)),
    actorName,
    row.clinic_code,
    patient ? displayName(patient) : '',
    patient?.pesel ?? '',
    visit.contact.phone?.replace(/^\+48/, '') ?? '',
    visit.contact.email ?? '',
    kindWords[row.kind],
    visit.referral?.key ?? visit.referral?.code ?? '',
    visit.category === 'urgent' ? 'pilny' : 'stabilny',
    statusWords[row.status],
  ];
}

const whenOf = (local: string): [string, string] => [local.slice(0, 10), local.slice(11, 16)];
