import type { LoggedAccess } from '../../core/fhir/audit-event.ts';
import type { KeyedType } from '../../core/fhir/systems.ts';
import type { Queryable } from '../db/database.ts';

const most = 2000;

/** Who of the clinic has been shown a patient or a visit by itself, in a page or in a list, oldest first. */
export async function accessesTo(
  database: Queryable,
  clinicId: string,
  type: 'Appointment' | 'Patient',
  key: string,
): Promise<LoggedAccess[]> {
  const thing =
    type === 'Patient'
      ? 'select patient_id as id from patient_key where clinic_id = $1::uuid and key = $3'
      : 'select id from visit where clinic_id = $1::uuid and key = $3';
  const rows = await database.query<Omit<LoggedAccess, 'type' | 'key'>>(
    `select 'r' || a.id as id, a.at, a.client, a.author, a.act from access a, (${thing}) thing
     where a.clinic_id = $1::uuid and a.type = $2
       and case when a.shown is null then thing.id::text collate "C" between a.first and a.last else thing.id::text = any(a.shown) end
     order by a.id limit ${most}`,
    [clinicId, type, key],
  );
  return rows.map((row) => ({ ...row, at: new Date(row.at).toISOString(), type, key }));
}

export const isAccessType = (type: KeyedType): type is 'Appointment' | 'Patient' => type === 'Appointment' || type === 'Patient';
