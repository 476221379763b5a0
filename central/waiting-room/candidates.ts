import type { WaitingRoomPolicy } from '../../core/domain/policy.ts';
import type { SearchCriteria } from '../../core/domain/waiting-entry.ts';
import type { Candidate } from '../../core/domain/waiting-room/candidate.ts';
import type { Queryable } from '../db/database.ts';

interface Row {
  key: string;
  clinic_codes: string[];
  birth_date: string | null;
  urgent: boolean;
  entitled: boolean;
  submitted_at: Date;
  criteria: SearchCriteria;
  cancelled: string[];
}

const columns = `key, clinic_codes, birth_date::text as birth_date, urgent, entitled, submitted_at,
  row->'criteria' as criteria, row->'cancelledSlotIds' as cancelled`;

/** Everyone who waits, in no order. */
export async function waitingCandidates(database: Queryable): Promise<Candidate[]> {
  return (await database.query<Row>(`select ${columns} from waiting_entry where status = 'waiting'`)).map(candidateOf);
}

const firstPage = 200;

/** R23: the queue of those who wait for one of these codes. Mostly one of the first takes the slot; then all others at once. */
export async function* queueOf(
  database: Queryable,
  clinicCodes: readonly string[],
  order: WaitingRoomPolicy['order'],
): AsyncGenerator<Candidate> {
  const rank = order === 'category-first' ? 'urgent desc, entitled desc' : 'entitled desc, urgent desc';
  const sql = `select ${columns} from waiting_entry where status = 'waiting' and clinic_codes && $1::text[]
     order by ${rank}, submitted_at, key`;
  const first = await database.query<Row>(`${sql} limit ${firstPage}`, [clinicCodes]);
  yield* first.map(candidateOf);
  if (first.length < firstPage) return;
  yield* (await database.query<Row>(`${sql} offset ${firstPage}`, [clinicCodes])).map(candidateOf);
}

export async function freshCandidates(database: Queryable, ids: readonly string[]): Promise<Candidate[]> {
  if (ids.length === 0) return [];
  const sql = `select ${columns} from waiting_entry where id = any($1::uuid[]) and status = 'waiting'`;
  return (await database.query<Row>(sql, [ids])).map(candidateOf);
}

export async function candidateOfEntry(database: Queryable, key: string): Promise<Candidate | null> {
  const [row] = await database.query<Row>(`select ${columns} from waiting_entry where key = $1`, [key]);
  return row === undefined ? null : candidateOf(row);
}

function candidateOf(row: Row): Candidate {
  return {
    id: row.key,
    clinicCodes: row.clinic_codes,
    birthDate: row.birth_date,
    criteria: row.criteria,
    category: row.urgent ? 'urgent' : 'stable',
    entitled: row.entitled,
    submittedAt: row.submitted_at.toISOString(),
    cancelledSlotIds: row.cancelled,
  };
}
