import type { Service } from '../../domain/schedule.ts';
import type { VisitStatus } from '../../domain/visit.ts';
import type { StoreReads } from '../../store/desk-store.ts';

export interface SlotCount {
  clinicCode: string;
  month: string;
  count: number;
}

export interface ActorCount {
  scheduleId: string;
  count: number;
}

/** Sums over months, counted by SQLite: a year's slots never become objects. Private slots stay on the desk (R1). */
export function complianceReads(read: StoreReads) {
  const all = <T>(sql: string, ...values: unknown[]) => read.prepare(sql).all(...values) as T[];
  const slots = (table: 'copy.slot' | 'now_slot') => (from: string, to: string) =>
    all<SlotCount>(
      `SELECT clinic_code AS clinicCode, substr(local_date, 1, 7) AS month, count(*) AS count FROM ${table}
       WHERE local_date BETWEEN ? AND ? AND payer = 'nfz' GROUP BY 1, 2`,
      from,
      to,
    );
  return {
    /** As central holds them. */
    centralSlots: slots('copy.slot'),
    /** With what has not been sent. */
    deskSlots: slots('now_slot'),
    /** Visits that have no slot in the published schedule. */
    visitsWithoutSlot: (from: string, to: string) =>
      all<SlotCount>(
        `SELECT clinic_code AS clinicCode, substr(local_date, 1, 7) AS month, count(*) AS count FROM now_visit
         WHERE local_date BETWEEN ? AND ? AND active = 1 AND slot_id IS NULL GROUP BY 1, 2`,
        from,
        to,
      ),
    visitStatuses: (from: string, to: string) =>
      all<{ month: string; status: VisitStatus; count: number }>(
        `SELECT substr(local_date, 1, 7) AS month, status, count(*) AS count FROM now_visit
         WHERE local_date BETWEEN ? AND ? GROUP BY 1, 2`,
        from,
        to,
      ),
    slotsPerSchedule: (from: string, to: string) =>
      all<ActorCount>(
        `SELECT schedule_id AS scheduleId, count(*) AS count FROM now_slot
         WHERE local_date BETWEEN ? AND ? AND payer = 'nfz' GROUP BY 1`,
        from,
        to,
      ),
    lastSlotDate: (service: Service, from: string) =>
      all<{ date: string | null }>(
        'SELECT max(local_date) AS date FROM now_slot WHERE service = ? AND local_date >= ?',
        service,
        from,
      )[0]?.date ?? null,
  };
}
