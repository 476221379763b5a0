import { z } from 'zod';
import { bookVisit, contact, patient } from './inputs.ts';

const id = z.uuid();
const date = z.iso.date();
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const weekday = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(6), z.literal(7)]);

/** R19, R24. */
export const criteria = z.object({
  clinicIds: z.array(id).max(50),
  actorIds: z.array(z.string().max(80)).max(50),
  voivodeship: z
    .string()
    .regex(/^\d{2}$/)
    .nullable(),
  town: z.string().trim().min(1).max(80).nullable(),
  radiusKm: z.number().int().min(1).max(500).nullable(),
  from: date.nullable(),
  to: date.nullable(),
  weekdays: z.array(weekday).max(7),
  fromTime: time.nullable(),
  toTime: time.nullable(),
});

/** By the referral itself; the 4-digit code needs the PESEL, typed or the patient's own (R20). */
export const askSubmission = z.object({
  referral: z.string().trim().max(60),
  pesel: z.string().trim().max(20).nullable(),
  patientId: id.nullable(),
});
export const watchSubmission = z.object({ intentId: id, id, watched: z.boolean() });
/** null = all that are watched. */
export const refreshSubmissions = z.object({ id: id.nullable() });

export const enterWaiting = z.object({
  intentId: id,
  entryId: id,
  /** New or corrected patient; null = `patientId` is known and unchanged. */
  patient: patient.nullable(),
  patientId: id,
  contact,
  referral: z.string().trim().max(60),
  clinicCodes: z.array(z.string().max(8)).min(1).max(20),
  criteria,
  category: z.enum(['urgent', 'stable']),
  entitlement: bookVisit.shape.entitlement,
  supersedes: id.nullable().default(null),
});
export const changeWaiting = z.object({ intentId: id, id, seenVersion: z.number().int().min(0), criteria });
export const leaveWaiting = z.object({ intentId: id, id, seenVersion: z.number().int().min(0) });

/** A slot that `slots.search` found. Central alone decides whether it is still free. */
const foundSlot = z.object({
  id,
  scheduleId: z.string().max(80),
  clinicCode: z.string().max(8),
  service: z.enum(['cardiology', 'mammography', 'cytology']),
  startsAt: z.iso.datetime(),
  durationMinutes: z.number().int().min(1).max(1440),
  clinicId: id,
  clinicName: z.string().max(200),
  town: z.string().max(80).nullable(),
  actorName: z.string().max(160),
});

/** R14, R19: a first visit or an exam in another clinic. */
export const bookElsewhere = bookVisit
  .omit({ slotId: true, kind: true, note: true })
  .extend({ slot: foundSlot, search: criteria });

/** R31: to a slot of another clinic, or from there. */
export const moveElsewhere = z.object({
  intentId: id,
  visitId: id,
  seenVersion: z.number().int().min(0),
  slot: foundSlot,
});

/** Free slots of every clinic (R19), or the offer of the waiting room (R12). Needs central. */
export const searchSlots = z.object({
  clinicCodes: z.array(z.string().max(8)).min(1).max(20),
  criteria,
  birthDate: date.nullable(),
  category: z.enum(['urgent', 'stable']),
  entitled: z.boolean(),
  limit: z.number().int().min(1).max(500),
});
