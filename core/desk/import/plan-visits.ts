import type { ImportRowResult } from '../../contract/views.ts';
import { localTimeOf } from '../../domain/time.ts';
import type { Visit } from '../../domain/visit.ts';
import type { PlannedVisit } from './import-intents.ts';
import type { ImportContext } from './import-plan.ts';
import type { MergedPatients } from './merge-patients.ts';
import type { Place, Placing } from './place-visits.ts';
import type { VisitRow } from './read-visit-row.ts';
import { perRow } from './row-cache.ts';
import { type Remark, remark, resultOf } from './row-log.ts';
import { stableId } from './stable-id.ts';

export interface PlannedRow {
  row: VisitRow;
  planned: PlannedVisit;
  /** An earlier import brought it; there is nothing to do. */
  known: boolean;
  place: Place;
  result: ImportRowResult;
}

/** Rows become visits: patient, place, gaps, and what the report says of each. */
export function planVisits(rows: VisitRow[], patients: MergedPatients, places: Placing, context: ImportContext): PlannedRow[] {
  const { clinicId, existing } = context;
  const ids = new Set<string>();
  return rows.map((row) => {
    const { patient, isNew } = patients.of(row);
    const id = visitId(clinicId, row, patient.id, ids);
    const known = existing.visit(id) !== null;
    const occupant = (slotId: string) => existing.activeVisitAt(slotId);
    const place = places.place(row, (slotId) => {
      const other = occupant(slotId);
      return other !== null && other.id !== id;
    });
    return plannedRow(row, id, known, place, { patient, isNew }, context);
  });
}

export function plannedRow(
  row: VisitRow,
  id: string,
  known: boolean,
  place: Place,
  { patient, isNew }: ReturnType<MergedPatients['of']>,
  context: ImportContext,
): PlannedRow {
  const remarks = remarksOf(row, place, known);
  const visit = visitOf(id, row, place, patient.id, context);
  const { file, line } = row.row;
  return {
    row,
    planned: { visit, patient, patientIsNew: isNew },
    known,
    place,
    result: { file, line, result: resultOf(remarks), remarks },
  };
}

const firstIds = perRow<VisitRow, string>();

/** The same doctor, time and patient is the same visit in every import; a second such row of one file gets a number. */
export function visitId(clinicId: string, row: VisitRow, patientId: string, ids: Set<string>): string {
  const { posts, startsAt } = row;
  for (let number = 0; ; number++) {
    const made = () => stableId(clinicId, 'visit', posts[0]?.actor.id ?? '', startsAt, patientId, number);
    const id = number === 0 ? firstIds(row, `${clinicId} ${patientId}`, made) : made();
    if (ids.has(id)) continue;
    ids.add(id);
    return id;
  }
}

function remarksOf({ remarks, row, startsAt }: VisitRow, { gaps }: Place, known: boolean): Remark[] {
  const all = [...remarks];
  for (const gap of gaps) all.push(remark(gap, localTimeOf(startsAt)));
  if (known) all.push(remark('already-imported', row.header('date')));
  return all;
}

function visitOf(id: string, row: VisitRow, place: Place, patientId: string, { clinicId, now }: ImportContext): Visit {
  const { schedule, slot, durationMinutes } = place;
  const { startsAt, kind, contact, category, referral, note } = row;
  return {
    id,
    version: 0,
    clinicId,
    scheduleId: schedule.id,
    slotId: slot?.id ?? null,
    startsAt,
    durationMinutes,
    service: schedule.service,
    clinicCode: schedule.clinicCode,
    kind,
    mode: slot?.mode ?? 'in-person',
    status: 'booked',
    patientId,
    contact,
    category,
    entitlement: null,
    referral,
    legacy: true,
    gaps: [...place.gaps, ...row.gaps],
    cancelReason: null,
    bookedAt: now,
    bookedBy: 'import',
    note,
  };
}
