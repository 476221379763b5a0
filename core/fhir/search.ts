/** Search over all clinics (R12, R19): what `$find` is asked beside time and codes, and what it answers. */
import type { Appointment, Bundle, Slot as FhirSlot, Parameters, ParametersParameter, Task } from 'fhir/r4';
import type { LiveSearch, OfferedSlot, SearchAnswer } from '../domain/live-search.ts';
import type { Weekday } from '../domain/time.ts';
import { anyCriteria } from '../domain/waiting-entry.ts';
import { idOfReference, keyOfReference } from './keys.ts';
import { findParameters, partOf, partsOf, textOfPart } from './parameters.ts';
import * as read from './read.ts';
import { slotFromFhir } from './slot.ts';
import { extension } from './systems.ts';
import { criteriaShape } from './waiting-shapes.ts';
import { offerOf } from './waiting-task.ts';

export function searchParameters(search: LiveSearch): Parameters {
  const { criteria, from, to, clinicCodes, limit } = search;
  const base = findParameters({ start: from, end: to, clinicCodes, clinicId: null, actorKey: null, count: limit });
  const extra: ParametersParameter[] = [
    ...criteria.clinicIds.map((id) => ({ name: 'organization', valueReference: { reference: `Organization/${id}` } })),
    ...criteria.actorIds.map((id) => ({ name: 'practitioner', valueString: id })),
    ...textPart('voivodeship', criteria.voivodeship),
    ...textPart('town', criteria.town),
    ...(criteria.radiusKm === null ? [] : [{ name: 'radius-km', valueDecimal: criteria.radiusKm }]),
    ...textPart('from-date', criteria.from),
    ...textPart('to-date', criteria.to),
    ...criteria.weekdays.map((day) => ({ name: 'weekday', valueInteger: day })),
    ...textPart('from-time', criteria.fromTime),
    ...textPart('to-time', criteria.toTime),
    ...textPart('birth-date', search.birthDate),
    { name: 'category', valueCode: search.category },
    { name: 'entitled', valueBoolean: search.entitled },
  ];
  return { ...base, parameter: [...(base.parameter ?? []), ...extra] };
}

export type SearchExtras = Pick<LiveSearch, 'criteria' | 'birthDate' | 'category' | 'entitled'>;

/** What a `$find` asks beside time and codes; null when it cannot be read. All of it may be missing. */
export function parseSearchExtras(body: unknown): SearchExtras | null {
  const text = (name: string) => textOfPart(partOf(body, name));
  const radius = partOf(body, 'radius-km');
  const criteria = criteriaShape.safeParse({
    ...anyCriteria,
    clinicIds: partsOf(body, 'organization').flatMap(
      (part) => idOfReference(part.valueReference, 'Organization') ?? textOfPart(part) ?? [],
    ),
    actorIds: partsOf(body, 'practitioner').flatMap((part) => {
      const reference = part.valueReference;
      return keyOfReference(reference, 'Practitioner') ?? keyOfReference(reference, 'Device') ?? textOfPart(part) ?? [];
    }),
    voivodeship: text('voivodeship'),
    town: text('town'),
    radiusKm: radius === undefined ? null : (radius.valueDecimal ?? radius.valueInteger ?? Number.NaN),
    from: text('from-date'),
    to: text('to-date'),
    weekdays: partsOf(body, 'weekday').map(({ valueInteger }) => valueInteger as Weekday),
    fromTime: text('from-time'),
    toTime: text('to-time'),
  });
  const birthDate = text('birth-date');
  if (!criteria.success || (birthDate !== null && read.date(birthDate) === null)) return null;
  return {
    criteria: criteria.data,
    birthDate,
    category: read.oneOf(['urgent', 'stable'] as const, partOf(body, 'category')?.valueCode) ?? 'stable',
    entitled: partOf(body, 'entitled')?.valueBoolean === true,
  };
}

/** null when it is no searchset. */
export function searchAnswerOf(bundle: unknown): SearchAnswer | null {
  if (!read.isObject(bundle) || bundle.resourceType !== 'Bundle' || bundle.type !== 'searchset') return null;
  const resources = read.items(read.items((bundle as unknown as Bundle).entry).map(({ resource }) => resource as object));
  const answer: SearchAnswer = { slots: [], waitingRoom: null };
  for (const resource of resources as { resourceType?: string }[]) {
    if (resource.resourceType === 'Appointment') answer.slots.push(...offeredSlots(resource as unknown as Appointment));
    if (resource.resourceType === 'Task') answer.waitingRoom ??= offerOf(resource as unknown as Task) ?? null;
  }
  return answer;
}

function offeredSlots(appointment: Appointment): OfferedSlot[] {
  const clinic = read.extensionOf(appointment, extension.clinic)?.valueReference;
  const clinicId = keyOfReference(clinic, 'Organization');
  if (clinicId === null) return [];
  const place = {
    clinicId,
    clinicName: read.text(clinic?.display) ?? '',
    town: read.text(read.extensionOf(appointment, extension.town)?.valueString),
    distanceKm: read.extensionOf(appointment, extension.distance)?.valueDecimal ?? null,
    actorName: read.text(read.items(appointment.participant)[0]?.actor?.display) ?? '',
  };
  return read.items(appointment.contained).flatMap((item) => {
    const slot = item.resourceType === 'Slot' ? slotFromFhir(item as FhirSlot) : null;
    return slot === null ? [] : [{ slot, ...place }];
  });
}

const textPart = (name: string, value: string | null): ParametersParameter[] =>
  value === null ? [] : [{ name, valueString: value }];
