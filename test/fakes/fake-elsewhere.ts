/** Free first-visit slots of two other clinics, as central's search would show them to the in-memory desk. */
import type { FoundElsewhere, SearchView } from '../../core/contract/search-views.ts';
import type { VisitKind } from '../../core/domain/schedule.ts';
import { addDays, addMinutes, instantOf } from '../../core/domain/time.ts';
import type { Visit } from '../../core/domain/visit.ts';
import type { SearchCriteria } from '../../core/domain/waiting-entry.ts';
import type { DeskClient } from '../../renderer/app/desk-client.ts';
import { fakeNow } from './fake-desk-clinic.ts';

type Booked = Parameters<DeskClient['visits']['bookElsewhere']>[0];

const clinics = [
  {
    clinicId: 'c2222222-2222-4222-8222-222222222222',
    clinicName: 'Przychodnia Serce',
    town: 'Pruszków',
    actorName: 'Ewa Próbna',
  },
  {
    clinicId: 'c3333333-3333-4333-8333-333333333333',
    clinicName: 'Centrum Medyczne Zdrowie i Rodzina',
    town: 'Grodzisk Mazowiecki',
    actorName: 'Jan Testowy',
  },
] as const;

export function fakeSearch(today: string, clinicCode: string, criteria: SearchCriteria): SearchView {
  const windowTo = addDays(today, 40);
  const days = criteria.clinicIds.length > 0 ? [] : [3, 4, 6].map((ahead) => dayOf(addDays(today, ahead), clinicCode, criteria));
  return { windowTo, days, waitingRoom: null, truncated: false, live: true };
}

function dayOf(date: string, clinicCode: string, { town }: SearchCriteria): SearchView['days'][0] {
  const slots = clinics.flatMap((clinic, n) =>
    ['09:00', '09:40'].map((time, at): FoundElsewhere => {
      const startsAt = instantOf(date, time);
      const localEnd = `${date}T${time.slice(0, 3)}${at === 0 ? '20' : '59'}`;
      return {
        ...clinic,
        id: `d${n}${at}00000-0000-4000-8000-${date.replaceAll('-', '').padStart(12, '0')}`,
        scheduleId: `e${n}000000-0000-4000-8000-000000000000`,
        kind: 'first' as VisitKind,
        mode: 'in-person',
        room: null,
        state: 'free',
        overbooked: false,
        service: 'cardiology',
        clinicCode,
        startsAt: addMinutes(startsAt, 0),
        localStart: `${date}T${time}`,
        localEnd,
        durationMinutes: 20,
        distanceKm: town === null ? null : 14 + n * 11,
        here: false,
      };
    }),
  );
  return { date, slots };
}

/** A visit that was booked there, with no rule asked: they are central's. */
export function bookedElsewhere(input: Booked): Visit {
  const { slot, visitId, patientId, contact, category, entitlement } = input;
  return {
    ...placeOf(slot),
    id: visitId,
    version: 0,
    service: slot.service,
    clinicCode: slot.clinicCode,
    kind: 'first',
    mode: 'in-person',
    status: 'booked',
    patientId,
    contact,
    category: category ?? 'stable',
    entitlement,
    referral: null,
    legacy: false,
    gaps: [],
    cancelReason: null,
    bookedAt: fakeNow,
    bookedBy: 'desk',
    note: null,
  };
}

export function placeOf({ id, clinicId, scheduleId, startsAt, durationMinutes, clinicName, town, actorName }: Booked['slot']) {
  return { slotId: id, clinicId, scheduleId, startsAt, durationMinutes, elsewhere: { clinicName, town, actorName } };
}
