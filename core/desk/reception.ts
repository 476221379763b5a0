import type { z } from 'zod';
import type { reception as receptionInput } from '../contract/inputs.ts';
import type { ReceptionRow, ReceptionView } from '../contract/reception-views.ts';
import type { ScheduleView } from '../contract/views.ts';
import { displayName } from '../domain/name.ts';
import type { Patient } from '../domain/patient.ts';
import { maskPesel } from '../domain/pesel.ts';
import { addDays, localDateOf } from '../domain/time.ts';
import type { Visit } from '../domain/visit.ts';
import { searchPrefixes, searchWords } from '../store/search-text.ts';
import { readSchedules } from './calendar-queries.ts';
import { compareText } from './compare-text.ts';
import type { DeskContext } from './desk-context.ts';
import { localMinuteOf } from './placed.ts';
import { patientOf, type VisitRow, visitOf } from './view-rows.ts';
import { visitView } from './visit-view.ts';

/** How far back visits without an end are looked for. */
const openDays = 14;

/** Przyjęcie: who is expected, who has come, and what of the last days is still open (R43). */
export function readReception(desk: DeskContext, { text, scope }: z.infer<typeof receptionInput>): ReceptionView {
  const now = desk.time.now();
  const date = localDateOf(now);
  const recent = desk.reads.visitsBetween(addDays(date, -openDays), date);
  const open = recent.filter((row) => isOpen(row, now));
  const listed = scope === 'open' ? open : recent.filter((row) => row.local_date === date && row.status !== 'cancelled');
  const fits = matcher(text);
  const schedules = new Map(readSchedules(desk).map((schedule) => [schedule.id, schedule]));
  const rows = listed.flatMap((row) => {
    const patientRow = desk.reads.patient(row.patient_id);
    const patient = patientRow && patientOf(patientRow);
    const schedule = schedules.get(row.schedule_id);
    if (!schedule || !fits(visitOf(row), patient)) return [];
    return [receptionRow(desk, row, patient, schedule, now)];
  });
  rows.sort((a, b) => compareText(a.startsAt, b.startsAt) || compareText(a.patientName, b.patientName));
  return {
    date,
    rows,
    total: listed.length,
    open: open.length,
    notToday: rows.length === 0 ? notToday(desk, text, now) : null,
  };
}

/** Begun by the clock and neither performed, nor missed, nor cancelled. */
function isOpen({ status, starts_at }: VisitRow, now: string): boolean {
  return (status === 'booked' || status === 'arrived') && Date.parse(starts_at) <= Date.parse(now);
}

type Fits = (visit: Visit, patient: Patient | null) => boolean;

/** 44 digits or 4 are a referral (R18); everything else must begin a name, the PESEL, a document or a phone. */
function matcher(text: string): Fits {
  const digits = text.replace(/[\s\u00a0.-]/g, '');
  if (/^\d{44}$/.test(digits)) return ({ referral }) => referral?.key === digits;
  const prefixes = searchPrefixes(text);
  const asCode: Fits = ({ referral }) => /^\d{4}$/.test(digits) && referral?.code === digits;
  return (visit, patient) => {
    if (prefixes.length === 0 || asCode(visit, patient)) return true;
    const words = patient ? searchWords(patient).split(' ') : [];
    return prefixes.every((prefix) => words.some((word) => word.startsWith(prefix)));
  };
}

function receptionRow(
  desk: DeskContext,
  row: VisitRow,
  patient: Patient | null,
  schedule: ScheduleView,
  now: string,
): ReceptionRow {
  const { contact } = visitOf(row);
  const name = patient && { family_name: patient.familyName, given_name: patient.givenName };
  return {
    ...visitView(row, name, now),
    schedule,
    room: (row.slot_id === null ? null : desk.reads.slot(row.slot_id))?.room ?? null,
    peselMasked: patient?.pesel ? maskPesel(patient.pesel) : null,
    hasContact: contact.phone !== null || contact.email !== null,
  };
}

/** Exactly one person is meant by a PESEL, a referral or a full name: say when he is expected instead. */
function notToday(desk: DeskContext, text: string, now: string): ReceptionView['notToday'] {
  const patientId = patientMeant(desk, text);
  const row = patientId === null ? null : desk.reads.patient(patientId);
  if (patientId === null || !row) return null;
  const next = desk.reads
    .visitsOfPatient(patientId)
    .filter((visit) => visit.active === 1 && Date.parse(visit.starts_at) > Date.parse(now))
    .sort((a, b) => compareText(a.starts_at, b.starts_at))[0];
  return {
    patientId,
    patientName: displayName(patientOf(row)),
    nextLocalStart: next ? localMinuteOf(next.starts_at) : null,
  };
}

function patientMeant(desk: DeskContext, text: string): string | null {
  const digits = text.replace(/[\s\u00a0.-]/g, '');
  if (/^\d{44}$/.test(digits)) return desk.reads.activeVisitsWithReferral(digits)[0]?.patient_id ?? null;
  if (text.trim().length < 3) return null;
  const found = desk.store.read.searchPatients(text, 2);
  return found.length === 1 ? (found[0]?.id ?? null) : null;
}
