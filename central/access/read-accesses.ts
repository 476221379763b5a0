import type { LoggedAccess } from '../../core/fhir/audit-event.ts';
import type { Queryable } from '../db/database.ts';

const most = 2000;

interface AccessRow {
  id: string;
  at: string;
  client: string;
  author: string | null;
  act: string;
  type: string;
  shown: string[] | null;
}

const columns = `'r' || a.id as id, a.at, a.client, a.author, a.act, a.type`;

/** Who of the clinic has been shown a thing by itself, in a page or in a list, oldest first. */
export async function accessesTo(database: Queryable, clinicId: string, type: string, key: string): Promise<LoggedAccess[]> {
  const thing =
    type === 'Patient'
      ? 'select patient_id as id from patient_key where clinic_id = $1::uuid and key = $3'
      : 'select id from visit where clinic_id = $1::uuid and key = $3';
  const rows = await database.query<Omit<AccessRow, 'shown'> & { thing: string }>(
    `select ${columns}, thing.id as thing from access a, (${thing}) thing
     where a.clinic_id = $1::uuid and a.type = $2
       and case when a.shown is null then thing.id::text collate "C" between a.first and a.last else thing.id::text = any(a.shown) end
     order by a.id limit ${most}`,
    [clinicId, type, key],
  );
  return rows.map((row) => accessOf({ ...row, shown: [row.thing] }));
}

/** What a desk was shown from an instant on, oldest first; of whole pages only that they were. */
export async function accessesBy(
  database: Queryable,
  clinicId: string,
  clientId: string,
  since: string,
): Promise<LoggedAccess[]> {
  const rows = await database.query<AccessRow>(
    `select ${columns}, a.shown from access a
     where a.clinic_id = $1::uuid and a.client = $2 and a.at >= $3::timestamptz and a.type <> 'AuditEvent'
     order by a.id limit ${most}`,
    [clinicId, clientId, since],
  );
  return rows.map(accessOf);
}

function accessOf({ id, at, client, author, act, type, shown }: AccessRow): LoggedAccess {
  const things = act === 'feed' ? [] : (shown ?? []).map((thing) => `${type}/${thing}`);
  return { id, at: new Date(at).toISOString(), client, author, act, things };
}
