import type { WaitingEntry } from '../../core/domain/waiting-entry.ts';
import type { Central } from '../central.ts';
import type { Queryable } from '../db/database.ts';
import { withForecast } from '../waiting-room/submission-call.ts';

export interface OpenEntry {
  entry: WaitingEntry;
  /** Central's id of the assigned visit. */
  visitId: string | null;
}

/** R24: a patient's open entries, oldest first; forecasts are not reckoned. */
export async function openEntries(database: Queryable, pesel: string): Promise<OpenEntry[]> {
  const rows = await database.query<{ row: WaitingEntry; version: number; visit_id: string | null }>(
    `select row, version, visit_id from waiting_entry where pesel = $1 and status <> 'closed' order by submitted_at`,
    [pesel],
  );
  return rows.map(({ row, version, visit_id }) => ({ entry: { ...row, version }, visitId: visit_id }));
}

/** R25: the same with the forecast as of now. */
export async function ownEntries(central: Central, pesel: string): Promise<OpenEntry[]> {
  const open = await openEntries(central.database, pesel);
  return Promise.all(open.map(async ({ entry, visitId }) => ({ entry: await withForecast(central, entry), visitId })));
}
