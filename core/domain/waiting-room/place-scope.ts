import type { SearchCriteria } from '../waiting-entry.ts';
import type { AssignmentRules, Place } from './candidate.ts';

type Wanted = Pick<SearchCriteria, 'clinicIds' | 'voivodeship' | 'town' | 'radiusKm'>;

/** R19: is the place where the patient wants it? An unknown place answers only to those who do not ask for one. */
export function isWantedPlace(place: Place, wanted: Wanted, townCentre: AssignmentRules['townCentre']): boolean {
  const { clinicIds, voivodeship, town, radiusKm } = wanted;
  if (clinicIds.length > 0 && !clinicIds.includes(place.clinicId)) return false;
  if (voivodeship !== null && place.voivodeship !== voivodeship) return false;
  if (town === null) return true;
  if (sameTown(place.town, town)) return true;
  if (radiusKm === null || place.latitude === null || place.longitude === null) return false;
  const centre = townCentre(town);
  return centre !== null && kilometresBetween(centre, { latitude: place.latitude, longitude: place.longitude }) <= radiusKm;
}

/** What tells apart searches by place; empty = anywhere. */
export function scopeKey({ clinicIds, voivodeship, town, radiusKm }: Wanted): string {
  if (clinicIds.length === 0 && voivodeship === null && town === null) return '';
  return `${voivodeship ?? ''}|${town?.toLowerCase() ?? ''}|${town === null ? '' : (radiusKm ?? '')}|${clinicIds.join(',')}`;
}

const sameTown = (a: string | null, b: string) => a !== null && a.toLowerCase() === b.toLowerCase();

interface Point {
  latitude: number;
  longitude: number;
}

/** Along the surface, to within half a percent. */
export function kilometresBetween(a: Point, b: Point): number {
  const rad = Math.PI / 180;
  const dLat = (b.latitude - a.latitude) * rad;
  const dLon = (b.longitude - a.longitude) * rad;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * Math.sin(dLon / 2) ** 2;
  return 12_742 * Math.asin(Math.sqrt(h));
}
