import type { z } from 'zod';
import type { visitArchive } from '../../contract/compliance-inputs.ts';
import type { VisitArchive } from '../../contract/compliance-views.ts';
import { displayName } from '../../domain/name.ts';
import { addDays } from '../../domain/time.ts';
import { compareText } from '../compare-text.ts';
import { csvText } from '../csv-text.ts';
import type { DeskContext } from '../desk-context.ts';
import { localMinuteOf } from '../placed.ts';
import { patientOf, type VisitRow, visitOf } from '../view-rows.ts';
import { actorNames } from './compliance-report.ts';
import { headings, kindWords, statusWords } from './export-words.ts';

/** So many days are read at once; what people enter meanwhile is let in between. */
const daysAtOnce = 14;

/** Every visit of these days, cancelled ones too, with what the desk knows of it. That it was exported is a line of the log. */
export async function archiveVisits(
  desk: DeskContext,
  { from, until }: z.infer<typeof visitArchive>,
  breathe: () => Promise<void> = () => new Promise((resolve) => setImmediate(resolve)),
): Promise<VisitArchive> {
  const range = { beforeRef: null, afterRef: `days:${from}..${until}`, reason: null };
  desk.store.log.note({ at: desk.time.now(), author: desk.author, what: 'export-visits', ...range });
  const actors = actorNames(desk);
  const rows: string[][] = [];
  for (let first = from; first <= until; first = addDays(first, daysAtOnce)) {
    const last = addDays(first, daysAtOnce - 1);
    const found = desk.reads.visitsBetween(first, last < until ? last : until);
    found.sort((a, b) => compareText(a.starts_at, b.starts_at) || compareText(a.id, b.id));
    rows.push(...found.map((row) => cells(desk, row, actors.get(row.schedule_id) ?? '')));
    await breathe();
  }
  return { rows: rows.length, text: csvText([headings.archive, ...rows]) };
}

function cells(desk: DeskContext, row: VisitRow, actorName: string): string[] {
  const visit = visitOf(row);
  const known = desk.reads.patient(row.patient_id);
  const patient = known && patientOf(known);
  const local = localMinuteOf(row.starts_at);
  return [
    local.slice(0, 10),
    local.slice(11, 16),
    String(row.duration_minutes),
    actorName,
    row.clinic_code,
    patient ? displayName(patient) : '',
    patient?.pesel ?? '',
    visit.contact.phone ?? '',
    visit.contact.email ?? '',
    kindWords[row.kind],
    visit.referral?.key ?? visit.referral?.code ?? '',
    visit.category === 'urgent' ? 'pilny' : 'stabilny',
    statusWords[row.status],
    visit.course?.eventNumber ?? '',
    visit.bookedAt,
    visit.note ?? '',
    row.truth === 'confirmed' ? '' : 'niewysłana',
    row.id,
  ];
}
