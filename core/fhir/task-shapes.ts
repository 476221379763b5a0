import { z } from 'zod';
import { callOutcomes, conflictKinds, type DeskTask, type TaskChange } from '../domain/task.ts';
import { date, instant, key, oneOf, refusalShape } from './json-shapes.ts';
import { visitKinds } from './service-codes.ts';

const gaps = [
  'outside-schedule',
  'holiday',
  'double-booked',
  'no-contact',
  'no-pesel',
  'bad-pesel',
  'no-referral',
  'referral-cancelled',
  'other-place',
] as const;
const reasons = [
  'illness',
  'no-transport',
  'other-date',
  'resignation',
  'other',
  'practitioner-absent',
  'breakdown',
  'schedule-change',
  'desk-error',
  'death',
  'sms-reply',
] as const;
const word = z.string().max(500);

const contact = z.object({
  phone: word.nullable(),
  secondPhone: word.nullable(),
  email: word.nullable(),
  relation: z.enum(['patient', 'relative', 'guardian']),
});

const patient = z.object({
  id: key,
  familyName: word,
  givenName: word,
  pesel: word.nullable(),
  document: z.object({ kind: z.enum(['passport', 'ekuz', 'other']), number: word }).nullable(),
  birthDate: date.nullable(),
  sex: z.enum(['female', 'male']).nullable(),
  contact,
});

const refusedAct = z.object({
  act: z.enum(['book', 'move', 'cancel', 'set-outcome', 'change-visit', 'change-patient', 'publish', 'other']),
  startsAt: instant.nullable(),
  scheduleId: key.nullable(),
  booking: z
    .object({
      patient: patient.nullable(),
      patientId: key,
      clinicCode: word,
      contact,
      kind: oneOf(visitKinds),
      category: z.enum(['urgent', 'stable']).nullable(),
      entitlement: z.object({ code: word, document: word }).nullable(),
      referral: word.nullable(),
      note: z.string().nullable(),
      replaces: key.optional(),
    })
    .nullable(),
  patient: patient.nullable(),
});

const snapshot = z.object({
  startsAt: instant,
  scheduleId: key,
  status: z.enum(['booked', 'arrived', 'fulfilled', 'cancelled', 'no-show']),
  cancelReason: z.enum(reasons).nullable(),
});

const logged = { id: key, outcome: z.enum(callOutcomes), laterAt: instant.nullable(), visitId: key.nullable() };

/** Tasks that were written before there were conflicts and calls have none. */
export const deskTaskShape: z.ZodType<DeskTask> = z.object({
  id: key,
  version: z.int().min(0),
  kind: z.enum(['refused-intent', 'visit-gap', 'call-patient', 'freed-slot']),
  refusals: z.array(refusalShape),
  conflict: z.enum(conflictKinds).nullable().default(null),
  refused: refusedAct.nullable().default(null),
  current: snapshot.nullable().default(null),
  gap: z.enum(gaps).nullable(),
  visitId: key.nullable(),
  patientId: key.nullable(),
  slotId: key.nullable().default(null),
  intentId: key.nullable(),
  originDesk: z.string(),
  state: z.enum(['open', 'done']),
  owner: z.string().nullable(),
  calls: z.array(z.object({ ...logged, at: instant, author: z.string() })).default([]),
  openedAt: instant,
  closedAt: instant.nullable(),
  closedBy: z.string().nullable(),
  resolution: z.string().nullable(),
});

export const taskChangeShape: z.ZodType<{ change: TaskChange; author: string }> = z.object({
  change: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('owner'), owner: word.nullable() }),
    z.object({ kind: z.literal('call'), call: z.object(logged) }),
  ]),
  author: z.string().max(200),
});
