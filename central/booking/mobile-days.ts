import type { MobileStop } from '../../core/domain/schedule.ts';
import type { SearchCriteria } from '../../core/domain/waiting-entry.ts';
import type { AssignmentRules } from '../../core/domain/waiting-room/candidate.ts';
import { isWantedPlace } from '../../core/domain/waiting-room/place-scope.ts';
import type { Queryable } from '../db/database.ts';
import type { MobileDays } from './find-slots.ts';

export interface StopOfUnit extends MobileStop {
  scheduleKey: string;
  clinicId: string;
  clinicCode: string;
}

/** R38: every stop of every mobile unit, of which there are few. */
export async function readStops(database: Queryable): Promise<StopOfUnit[]> {
  const rows = await database.query<{ key: string; clinic_id: string; clinic_code: string; stops: MobileStop[] }>(
    `select key, clinic_id, clinic_code, row->'stops' as stops from schedule where row ? 'stops'`,
  );
  return rows.flatMap(({ key, clinic_id, clinic_code, stops }) =>
    stops.map((stop) => ({ ...stop, scheduleKey: key, clinicId: clinic_id, clinicCode: clinic_code })),
  );
}

/** R19, R38: on the days of a stop the unit is there and not at its clinic. */
export function mobileDays(
  stops: readonly StopOfUnit[],
  criteria: SearchCriteria,
  townCentre: AssignmentRules['townCentre'],
): MobileDays {
  const days = ({ scheduleKey, clinicId, from, to }: StopOfUnit) => ({ scheduleKey, clinicId, from, to });
  return {
    away: stops.map(days),
    wanted: stops.filter((stop) => isWantedPlace(stop, criteria, townCentre)).map(days),
  };
}
