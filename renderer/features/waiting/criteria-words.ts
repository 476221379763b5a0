import type { Weekday } from '../../../core/domain/time.ts';
import type { SearchCriteria } from '../../../core/domain/waiting-entry.ts';
import type { Format } from '../../app/format.ts';
import type { Translate } from '../../messages/i18n.ts';

/** A criterion that can be dropped by itself: fewer criteria, earlier date (R24). */
export type CriterionKind = 'clinic' | 'actor' | 'place' | 'dates' | 'weekdays' | 'hours';

/** What is asked for, in the order in which it is said; what is not asked for is left out. */
export function criteriaWords(
  criteria: SearchCriteria,
  { t, format, ownClinicId, actorName }: WordNeeds,
): { kind: CriterionKind; words: string }[] {
  const found: { kind: CriterionKind; words: string }[] = [];
  const { clinicIds, actorIds, town, radiusKm, voivodeship, from, to, weekdays, fromTime, toTime } = criteria;
  if (clinicIds.length > 0) {
    const own = clinicIds.length === 1 && clinicIds[0] === ownClinicId;
    found.push({
      kind: 'clinic',
      words: own ? t('waiting.criteria.ownClinic') : t('waiting.criteria.clinics', { count: clinicIds.length }),
    });
  }
  if (actorIds.length > 0) found.push({ kind: 'actor', words: actorIds.map(actorName).join(', ') });
  if (town !== null) {
    found.push({ kind: 'place', words: radiusKm === null ? town : t('waiting.criteria.around', { town, km: radiusKm }) });
  } else if (voivodeship !== null) found.push({ kind: 'place', words: voivodeshipWords(voivodeship, t) });
  if (from !== null && to !== null) {
    found.push({ kind: 'dates', words: `${format.fullDate(from)} – ${format.fullDate(to)}` });
  } else if (from !== null) found.push({ kind: 'dates', words: t('waiting.criteria.fromDay', { day: format.fullDate(from) }) });
  else if (to !== null) found.push({ kind: 'dates', words: t('waiting.criteria.toDay', { day: format.fullDate(to) }) });
  if (weekdays.length > 0) {
    found.push({ kind: 'weekdays', words: weekdays.map((day) => t(`waiting.weekday.${weekdayNames[day]}`)).join(', ') });
  }
  if (fromTime !== null || toTime !== null) found.push({ kind: 'hours', words: `${fromTime ?? '0:00'} – ${toTime ?? '24:00'}` });
  return found;
}

/** Two digits of TERYT. */
export const voivodeships = [
  '02',
  '04',
  '06',
  '08',
  '10',
  '12',
  '14',
  '16',
  '18',
  '20',
  '22',
  '24',
  '26',
  '28',
  '30',
  '32',
] as const;

function voivodeshipWords(code: string, t: Translate): string {
  const known = voivodeships.find((each) => each === code);
  return t('waiting.criteria.voivodeship', { name: known ? t(`waiting.voivodeships.${known}`) : code });
}

interface WordNeeds {
  t: Translate;
  format: Format;
  ownClinicId: string | null;
  actorName: (actorId: string) => string;
}

/** Keys of the messages, by ISO weekday. */
export const weekdayNames = { 1: 'mon', 2: 'tue', 3: 'wed', 4: 'thu', 5: 'fri', 6: 'sat', 7: 'sun' } as const satisfies Record<
  Weekday,
  string
>;

/** The same wish without one criterion. */
export function without(criteria: SearchCriteria, kind: CriterionKind): SearchCriteria {
  switch (kind) {
    case 'clinic':
      // A doctor of this clinic is asked for only together with it.
      return { ...criteria, clinicIds: [], actorIds: [] };
    case 'actor':
      return { ...criteria, actorIds: [] };
    case 'place':
      return { ...criteria, town: null, radiusKm: null, voivodeship: null };
    case 'dates':
      return { ...criteria, from: null, to: null };
    case 'weekdays':
      return { ...criteria, weekdays: [] };
    case 'hours':
      return { ...criteria, fromTime: null, toTime: null };
    default:
      return kind satisfies never;
  }
}
