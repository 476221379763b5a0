import { type AuditValues, patientValues, visitValues } from '../../core/domain/audit-values.ts';
import type { Patient } from '../../core/domain/patient.ts';
import type { Visit } from '../../core/domain/visit.ts';
import type { LoggedAct } from '../../core/fhir/audit-event.ts';
import type { KeyedType } from '../../core/fhir/systems.ts';
import type { Queryable } from '../db/database.ts';

const most = 2000;

interface HistoryRow {
  id: string;
  at: string;
  client: string;
  author: string | null;
  reason: string | null;
  intent_id: string | null;
  type: KeyedType | null;
  key: string | null;
  before: unknown;
  after: unknown;
  refused: boolean;
}

const changes = `
  select 'a' || a.id as id, a.at, a.author as client, s.author, s.reason, a.intent_id, a.type, a.key, a.before, a.after, false as refused
  from audit a left join intent_author s on s.clinic_id = a.clinic_id and s.intent_id = a.intent_id`;

/** Who changed a thing of the clinic, oldest first. */
export async function historyOfThing(database: Queryable, clinicId: string, type: string, key: string): Promise<LoggedAct[]> {
  const rows = await database.query<HistoryRow>(
    `${changes} where a.clinic_id = $1::uuid and a.key = $2 and a.type = $3 order by a.id limit ${most}`,
    [clinicId, key, type],
  );
  return rows.map(actOf);
}

/** What a desk sent from an instant on, refused acts too, oldest first. */
export async function historyOfClient(
  database: Queryable,
  clinicId: string,
  clientId: string,
  since: string,
): Promise<LoggedAct[]> {
  const rows = await database.query<HistoryRow>(
    `select 'i' || s.intent_id as id, s.at, s.client_id as client, s.author, s.reason, s.intent_id, a.type, a.key, a.before, a.after,
            i.state = 'refused' as refused
     from intent_author s
     join intent i on i.clinic_id = s.clinic_id and i.id = s.intent_id
     left join lateral (
       select type, key, before, after from audit where clinic_id = s.clinic_id and intent_id = s.intent_id
       order by type = 'Patient', id limit 1
     ) a on true
     where s.clinic_id = $1::uuid and s.client_id = $2 and s.at >= $3::timestamptz order by s.at, s.intent_id limit ${most}`,
    [clinicId, clientId, since],
  );
  return rows.map(actOf);
}

function actOf(row: HistoryRow): LoggedAct {
  const { id, at, client, author, reason, type, key, refused } = row;
  const [before, after] = changed(valuesOf(type, row.before), valuesOf(type, row.after));
  return {
    id,
    at: new Date(at).toISOString(),
    client,
    author,
    reason,
    intentId: row.intent_id,
    type,
    key,
    refused,
    before,
    after,
  };
}

/** What the log names of a row; free text is left out. */
function valuesOf(type: KeyedType | null, row: unknown): AuditValues | null {
  if (row === null || row === undefined) return null;
  if (type === 'Appointment') return { ...visitValues(row as Visit), cancelReason: (row as Visit).cancelReason };
  return type === 'Patient' ? patientValues(row as Patient) : null;
}

function changed(before: AuditValues | null, after: AuditValues | null): [AuditValues | null, AuditValues | null] {
  if (!before || !after) return [before, after];
  const names = Object.keys(after).filter((name) => (before[name] ?? null) !== (after[name] ?? null));
  const pick = (values: AuditValues) => Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
  return [pick(before), pick(after)];
}
