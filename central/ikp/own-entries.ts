import type { WaitingEntry } from '../../core/domain/waiting-entry.ts';
import type { Central } from '../central.ts';
import { withForecast } from '../waiting-room/submission-call.ts';

export interface OwnEntry {
  entry: WaitingEntry;
  /** Central's id of the assigned visit. */
  visitId: string | null;
}

/** R24, R25: a patient's open entries, with the forecast as of now. */
export async function ownEntries(central: Central, pesel: string): Promise<OwnEntry[]> {
  const rows = await central.database.query<{ row: WaitingEntry; version: number; visit_id: string | null }>(
    `select row, version, visit_id from waiting_entry where pesel = $1 and status <> 'closed' order by submitted_at`,
    [pesel],
  );
  return Promise.all(
    rows.map(async ({ row, version, visit_id }) => ({
      entry: await withForecast(central, { ...row, version }),
      visitId: visit_id,
    })),
  );
}
