/** What `$find` answers and `$hold` makes: Appointments that are no visits yet. */
import type { Appointment, Bundle, Slot as FhirSlot } from 'fhir/r4';
import type { Actor, MobileStop, Slot } from '../domain/schedule.ts';
import { addMinutes } from '../domain/time.ts';
import { referenceTo } from './keys.ts';
import * as read from './read.ts';
import { clinicCodeConcept, serviceConcept, visitKindConcept } from './service-codes.ts';
import { slotFromFhir, slotToFhir } from './slot.ts';
import { stopToLocation } from './stop-location.ts';
import { extension } from './systems.ts';

export interface ProposalReferences {
  clinicId: string;
  clinicName?: string;
  town?: string | null;
  /** From the middle of the town that was asked for. */
  distanceKm?: number | null;
  scheduleId?: string;
  /** R38: where a mobile unit stands on that day. */
  stop?: MobileStop | null;
  actor: Pick<Actor, 'id' | 'kind' | 'name'> & { centralId?: string };
}

/** A free slot as an Appointment that a client can complete and hand to `$book`. The slot is contained, as IHE asks. */
export function slotToProposal(slot: Slot, refs: ProposalReferences): Appointment {
  const contained = slotToFhir(slot, 'free', refs.scheduleId ? { scheduleId: refs.scheduleId } : {});
  const base = appointmentOn(slot, refs);
  const place = refs.stop ? [{ actor: { reference: '#stop' }, status: 'accepted' as const }] : [];
  return {
    ...base,
    participant: [...base.participant, ...place],
    contained: refs.stop ? [contained, stopToLocation(refs.stop, 'stop')] : [contained],
    status: 'proposed',
    slot: [{ reference: `#${slot.id}` }],
  };
}

/** A hold: the slot is kept from others until `holdUntil`, a UTC instant by central's clock. */
export function slotToHold(slot: Slot, refs: ProposalReferences, hold: { id: string; holdUntil: string }): Appointment {
  const base = appointmentOn(slot, refs);
  return {
    ...base,
    id: hold.id,
    extension: [...(base.extension ?? []), { url: extension.holdUntil, valueInstant: hold.holdUntil }],
    status: 'pending',
    slot: [{ reference: `Slot/${slot.id}` }],
  };
}

/** Slots of a `$find` answer; null when it is no searchset. Entries that are not proposals of ours are passed over. */
export function proposalsToSlots(bundle: unknown): Slot[] | null {
  if (!read.isObject(bundle) || bundle.resourceType !== 'Bundle' || bundle.type !== 'searchset') return null;
  return read.items((bundle as unknown as Bundle).entry).flatMap((entry) => {
    if (!read.isObject(entry.resource) || entry.resource.resourceType !== 'Appointment') return [];
    const contained = read.items((entry.resource as unknown as Appointment).contained);
    return contained.flatMap((item) => (item.resourceType === 'Slot' ? (slotFromFhir(item as FhirSlot) ?? []) : []));
  });
}

function appointmentOn(slot: Slot, refs: ProposalReferences): Omit<Appointment, 'status'> {
  const actorType = refs.actor.kind === 'device' ? 'Device' : 'Practitioner';
  return {
    resourceType: 'Appointment',
    extension: [
      { url: extension.clinic, valueReference: referenceTo('Organization', refs.clinicId, refs.clinicId, refs.clinicName) },
      ...(refs.town ? [{ url: extension.town, valueString: refs.town }] : []),
      ...(typeof refs.distanceKm === 'number' ? [{ url: extension.distance, valueDecimal: refs.distanceKm }] : []),
      { url: extension.schedule, valueReference: referenceTo('Schedule', slot.scheduleId, refs.scheduleId) },
      { url: extension.mode, valueCode: slot.mode },
    ],
    serviceCategory: [serviceConcept(slot.service)],
    serviceType: [clinicCodeConcept(slot.clinicCode)],
    appointmentType: visitKindConcept(slot.kind),
    start: slot.startsAt,
    end: addMinutes(slot.startsAt, slot.durationMinutes),
    minutesDuration: slot.durationMinutes,
    participant: [
      { actor: referenceTo(actorType, refs.actor.id, refs.actor.centralId, refs.actor.name), status: 'needs-action' },
    ],
  };
}
