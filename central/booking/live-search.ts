import { localDateOf, minutesBetween } from '../../core/domain/time.ts';
import type { MedicalCategory } from '../../core/domain/visit.ts';
import type { Forecast, SearchCriteria } from '../../core/domain/waiting-entry.ts';
import { allowedDays, dayOf } from '../../core/domain/waiting-room/allowed-days.ts';
import type { Place } from '../../core/domain/waiting-room/candidate.ts';
import { isWantedPlace, kilometresBetween, scopeKey } from '../../core/domain/waiting-room/place-scope.ts';
import type { Central } from '../central.ts';
import { type FoundSlot, findSlots, type SlotSearch } from './find-slots.ts';
import { mobileDays, readStops } from './mobile-days.ts';

export interface LiveSearchQuestion extends Omit<SlotSearch, 'now' | 'policy' | 'clinicIds'> {
  criteria: SearchCriteria;
  birthDate: string | null;
  category: MedicalCategory;
  entitled: boolean;
}

export interface LiveSearchAnswer {
  found: (FoundSlot & { town: string | null; distanceKm: number | null })[];
  /** R12: offered when nothing is found but what starts within 48 hours (R34); for cardiology only (R38). No forecast yet: it is being reckoned. */
  waitingRoom: { forecast: Forecast | null } | null;
}

/** R11, R12, R19, R48, I8: the same search for a desk and for a patient. */
export async function liveSearch(central: Central, question: LiveSearchQuestion): Promise<LiveSearchAnswer> {
  const { database, waitingRoom, clock } = central;
  const { criteria, clinicCodes, birthDate, category, entitled } = question;
  const policy = await waitingRoom.livePolicy();
  const context = await waitingRoom.context();
  const wanted = [...context.places.values()].filter((place) => isWantedPlace(place, criteria, context.townCentre));
  const clinicIds = wanted.length === context.places.size ? null : wanted.map(({ clinicId }) => clinicId);
  const now = clock.now();
  const mobile = scopeKey(criteria) === '' ? null : mobileDays(await readStops(database), criteria, context.townCentre);
  const whereIs = placesFrom(criteria.town === null ? null : context.townCentre(criteria.town));
  const slots = await findSlots(database, { ...question, now, policy, clinicIds, mobile });
  const found = slots
    .filter(({ slot }) => isAllowedAge(slot, birthDate, policy.coveredCodes))
    .map((one) => ({ ...one, ...whereIs(one.stop ?? context.places.get(one.clinicId)) }));
  const isOffered =
    clinicCodes.length > 0 &&
    clinicCodes.every((code) => allowedDays(code, birthDate, policy.coveredCodes).length > 0) &&
    found.every(({ slot }) => slot.kind === 'first' && minutesBetween(now, slot.startsAt) <= policy.shortNoticeHours * 60);
  if (!isOffered) return { found, waitingRoom: null };
  const candidate = { id: '', clinicCodes, birthDate, criteria, category, entitled, submittedAt: now, cancelledSlotIds: [] };
  return { found, waitingRoom: { forecast: await waitingRoom.forecasts.for(candidate) } };
}

function placesFrom(centre: { latitude: number; longitude: number } | null) {
  return (place: Pick<Place, 'town' | 'latitude' | 'longitude'> | undefined) => {
    const { latitude = null, longitude = null, town = null } = place ?? {};
    if (centre === null || latitude === null || longitude === null) return { town, distanceKm: null };
    return { town, distanceKm: Math.round(kilometresBetween(centre, { latitude, longitude })) };
  };
}

function isAllowedAge(
  { service, clinicCode, startsAt }: FoundSlot['slot'],
  birthDate: string | null,
  coveredCodes: Central['policy']['coveredCodes'],
): boolean {
  if (birthDate === null || service !== 'cardiology') return true;
  const day = dayOf(localDateOf(startsAt));
  return allowedDays(clinicCode, birthDate, coveredCodes).some(({ from, to }) => from <= day && day <= to);
}
