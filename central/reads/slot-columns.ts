import type { Slot } from '../../core/domain/schedule.ts';
import { instantText } from '../../core/domain/wall-clock.ts';

/** A row of `slot` as JSON. */
export interface SlotColumns {
  id: string;
  schedule_key: string;
  service: Slot['service'];
  clinic_code: string;
  kind: Slot['kind'];
  mode: Slot['mode'];
  payer: Slot['payer'];
  /** As JSON text or as the driver's Date. */
  starts_at: string | Date;
  duration_minutes: number;
  room: string | null;
  overbooked: boolean;
}

export function slotOfColumns(row: SlotColumns): Slot {
  return {
    id: row.id,
    scheduleId: row.schedule_key,
    service: row.service,
    clinicCode: row.clinic_code,
    kind: row.kind,
    mode: row.mode,
    payer: row.payer,
    startsAt: instantText(row.starts_at instanceof Date ? row.starts_at.getTime() : Date.parse(row.starts_at)),
    durationMinutes: row.duration_minutes,
    room: row.room,
    overbooked: row.overbooked,
  };
}
