import { stopOn } from '../../core/domain/mobile-stops.ts';
import type { MobileStop, Service } from '../../core/domain/schedule.ts';
import { localDateOf } from '../../core/domain/time.ts';
import type { Queryable } from '../db/database.ts';
import { type SlotColumns, slotOfColumns } from '../reads/slot-columns.ts';
import { isUuid } from '../writes/intent-id.ts';

export interface SlotShown {
  id: string;
  startsAt: string;
  clinicCode: string;
  service: Service;
  room: string | null;
  clinicName: string;
  actorName: string;
  /** R38: where the mobile unit stands on that day. */
  stop: MobileStop | null;
}

/** null = not offered any more. */
export async function readSlot(database: Queryable, id: string): Promise<SlotShown | null> {
  if (!isUuid(id)) return null;
  const [row] = await database.query<SlotColumns & { clinic_name: string; actor_name: string; stops: MobileStop[] | null }>(
    `select t.*, k.name as clinic_name, c.row->'actor'->>'name' as actor_name, c.row->'stops' as stops
     from slot t join schedule c on c.key = t.schedule_key join clinic k on k.id = t.clinic_id
     where t.id = $1::uuid and not t.withdrawn`,
    [id],
  );
  if (row === undefined) return null;
  const { startsAt, clinicCode, service, room } = slotOfColumns(row);
  return {
    id,
    startsAt,
    clinicCode,
    service,
    room,
    clinicName: row.clinic_name,
    actorName: row.actor_name,
    stop: stopOn(row.stops, localDateOf(startsAt)),
  };
}
