import { addDays, instantOf } from '../../core/domain/time.ts';
import type { OpenSlot, Place } from '../../core/domain/waiting-room/candidate.ts';
import type { Queryable } from '../db/database.ts';

export interface ClinicPlace {
  town: string;
  /** Two digits of TERYT. */
  voivodeship: string;
  address: string;
  latitude: number;
  longitude: number;
}

/** All clinics as places, one object each. */
export async function clinicPlaces(database: Queryable): Promise<Map<string, Place>> {
  const rows = await database.query<{ id: string; place: ClinicPlace | null }>('select id, place from clinic');
  return new Map(
    rows.map(({ id, place }) => [
      id,
      {
        clinicId: id,
        town: place?.town ?? null,
        voivodeship: place?.voivodeship ?? null,
        latitude: place?.latitude ?? null,
        longitude: place?.longitude ?? null,
      },
    ]),
  );
}

export interface OpenSlotQuery {
  now: string;
  /** UTC instants; `from` excluded, `to` excluded, null = no end. */
  from: string;
  to: string | null;
  /** null = any. */
  clinicCodes: readonly string[] | null;
  /** null = any, otherwise slots of these clinics. */
  clinicIds: readonly string[] | null;
  /** Which slots: those that are offered to waiting patients first, those that are open already, or both. */
  which: 'freed' | 'open' | 'all';
}

/** Free slots that the waiting room may assign: first visit, cardiology, in person (R16), NFZ (R1), held by nobody. */
export async function openSlots(database: Queryable, query: OpenSlotQuery, places: Map<string, Place>): Promise<OpenSlot[]> {
  const rows = await database.query<{
    id: string;
    clinic_id: string;
    clinic_code: string;
    starts_at: Date;
    actor_key: string;
  }>(
    `select t.id, t.clinic_id, t.clinic_code, t.starts_at, c.actor_key
     from free_slot f join slot t on t.id = f.slot_id join schedule c on c.key = t.schedule_key
     where f.live and t.service = 'cardiology' and not t.withdrawn
       and f.starts_at > $2::timestamptz and ($3::timestamptz is null or f.starts_at < $3::timestamptz)
       and ($4::text[] is null or f.clinic_code = any($4::text[])) and ($5::uuid[] is null or f.clinic_id = any($5::uuid[]))
       and ($6::boolean is null or t.for_waiting = $6::boolean)
       and not exists (select 1 from hold h where h.slot_id = t.id and h.expires_at > $1::timestamptz)`,
    [query.now, query.from, query.to, query.clinicCodes, query.clinicIds, query.which === 'all' ? null : query.which === 'freed'],
  );
  return rows.flatMap(({ id, clinic_id, clinic_code, starts_at, actor_key }) => {
    const place = places.get(clinic_id);
    if (place === undefined) return [];
    return [{ id, clinicCode: clinic_code, actorId: actor_key, startsAt: `${starts_at.toISOString().slice(0, 19)}Z`, place }];
  });
}

/** First instant after a local day. */
export const endOfDay = (date: string): string => instantOf(addDays(date, 1), '00:00');
