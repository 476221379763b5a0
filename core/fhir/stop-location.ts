import type { Location } from 'fhir/r4';
import type { MobileStop } from '../domain/schedule.ts';

/** R38: a stop of a mobile unit, contained in what happens there. `id` without `#`. */
export function stopToLocation({ town, address, voivodeship, latitude, longitude }: MobileStop, id: string): Location {
  return {
    resourceType: 'Location',
    id,
    status: 'active',
    mode: 'instance',
    name: `${town}, ${address}`,
    // TERYT, two digits.
    address: { ...(address === '' ? {} : { line: [address] }), city: town, state: voivodeship, country: 'PL' },
    ...(latitude === null || longitude === null ? {} : { position: { longitude, latitude } }),
  };
}
