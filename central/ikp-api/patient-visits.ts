import { stopOn, stopText } from '../../core/domain/mobile-stops.ts';
import type { Actor, MobileStop } from '../../core/domain/schedule.ts';
import { localDateOf } from '../../core/domain/time.ts';
import type { Visit } from '../../core/domain/visit.ts';
import type { Queryable } from '../db/database.ts';

/** A visit as its patient sees it, in whichever clinic. */
export interface PatientVisit {
  /** Central's id. */
  id: string;
  version: number;
  clinicId: string;
  clinicName: string;
  actorName: string;
  startsAt: string;
  durationMinutes: number;
  clinicCode: string;
  service: Visit['service'];
  kind: Visit['kind'];
  status: Visit['status'];
  /** R38: where the mobile unit stands on that day, in words. */
  stop: string | null;
}

export interface OwnVisit extends PatientVisit {
  /** Key by which the clinic knows it. */
  key: string;
  patientKey: string;
  legacy: boolean;
  /** One that may lead back to the waiting room: null also when its issuer has cancelled it (R18). */
  referral: Visit['referral'];
  bookedBy: Visit['bookedBy'];
  contact: Visit['contact'];
}

export async function patientVisits(database: Queryable, pesel: string): Promise<OwnVisit[]> {
  const rows = await database.query<{
    id: string;
    row: Visit;
    clinic_name: string;
    actor: Actor;
    stops: MobileStop[] | null;
    cancelled: boolean;
  }>(
    `select v.id, v.row, k.name as clinic_name, c.row->'actor' as actor, c.row->'stops' as stops,
       exists (select 1 from cancelled_referral r where r.referral = v.referral) as cancelled
     from patient p join visit v on v.patient_id = p.id join schedule c on c.key = v.schedule_key join clinic k on k.id = v.clinic_id
     where p.pesel = $1 order by v.starts_at desc`,
    [pesel],
  );
  return rows.map(({ id, row, clinic_name, actor, stops, cancelled }) => ({
    id,
    version: row.version,
    clinicId: row.clinicId,
    clinicName: clinic_name,
    actorName: actor.name,
    startsAt: row.startsAt,
    durationMinutes: row.durationMinutes,
    clinicCode: row.clinicCode,
    service: row.service,
    kind: row.kind,
    status: row.status,
    stop: wordsOf(stopOn(stops, localDateOf(row.startsAt))),
    key: row.id,
    patientKey: row.patientId,
    legacy: row.legacy,
    referral: cancelled ? null : row.referral,
    bookedBy: row.bookedBy,
    contact: row.contact,
  }));
}

const wordsOf = (stop: MobileStop | null): string | null => stop && stopText(stop);

export function toPatient({
  key: _key,
  patientKey: _patientKey,
  legacy: _legacy,
  referral: _referral,
  bookedBy: _bookedBy,
  contact: _contact,
  ...visit
}: OwnVisit): PatientVisit {
  return visit;
}
