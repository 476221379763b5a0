/** Shapes of waiting-room values that travel as JSON inside an extension, see json-shapes.ts. */
import { z } from 'zod';
import type { Forecast, SearchCriteria, WaitingEntry } from '../domain/waiting-entry.ts';
import * as read from './read.ts';

const key = z.string().min(1).max(200);
const date = z.string().refine((value) => read.date(value) !== null);
const instant = z.string().refine((value) => read.instant(value) !== null);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const few = <T extends z.ZodType>(item: T) => z.array(item).max(50);
const weekday = z.union([1, 2, 3, 4, 5, 6, 7].map((n) => z.literal(n as 1 | 2 | 3 | 4 | 5 | 6 | 7)));

export const criteriaShape: z.ZodType<SearchCriteria> = z.object({
  clinicIds: few(key),
  actorIds: few(key),
  voivodeship: z
    .string()
    .regex(/^\d{2}$/)
    .nullable(),
  town: z.string().min(1).max(80).nullable(),
  radiusKm: z.number().min(0).max(1000).nullable(),
  from: date.nullable(),
  to: date.nullable(),
  weekdays: few(weekday),
  fromTime: time.nullable(),
  toTime: time.nullable(),
});

export const forecastShape: z.ZodType<Forecast> = z.object({ date: date.nullable(), asOf: instant });

export const waitingEntryShape: z.ZodType<WaitingEntry> = z.object({
  id: key,
  version: z.int().min(0),
  clinicId: key.nullable(),
  patientId: key,
  referral: z.object({
    key: z.string().max(80).nullable(),
    code: z.string().max(80).nullable(),
    clinicCodes: few(z.string().max(20)).nullable(),
  }),
  clinicCodes: few(z.string().min(1).max(20)),
  criteria: criteriaShape,
  category: z.enum(['urgent', 'stable']),
  entitlement: z.object({ code: z.string().max(80), document: z.string().max(400) }).nullable(),
  contact: z.object({
    phone: z.string().max(40).nullable(),
    secondPhone: z.string().max(40).nullable(),
    email: z.string().max(200).nullable(),
    relation: z.enum(['patient', 'relative', 'guardian']),
  }),
  submittedAt: instant,
  status: z.enum(['waiting', 'assigned', 'closed']),
  closed: z.enum(['withdrawn', 'booked', 'performed', 'no-show', 'deceased', 'referral-cancelled']).nullable(),
  visitId: key.nullable(),
  cancelledSlotIds: z.array(key).max(1000),
  forecast: forecastShape.nullable(),
});
