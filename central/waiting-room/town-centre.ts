import type { AssignmentRules, Place } from '../../core/domain/waiting-room/candidate.ts';
import towns from '../../resources/towns.json' with { type: 'json' };

const known = new Map(towns.map(({ name, latitude, longitude }) => [name.toLowerCase(), { latitude, longitude }]));

/** Middle of a town: from the table, otherwise where the clinics of that town are. */
export function townCentre(places: ReadonlyMap<string, Place>): AssignmentRules['townCentre'] {
  return (town) => {
    const name = town.toLowerCase();
    const found = known.get(name);
    if (found) return found;
    const own = [...places.values()].flatMap(({ town: at, latitude, longitude }) =>
      at?.toLowerCase() === name && latitude !== null && longitude !== null ? [{ latitude, longitude }] : [],
    );
    if (own.length === 0) return null;
    const mean = (of: 'latitude' | 'longitude') => own.reduce((sum, point) => sum + point[of], 0) / own.length;
    return { latitude: mean('latitude'), longitude: mean('longitude') };
  };
}
