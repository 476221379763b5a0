/**
 * Shapes of the domain values that travel whole, as JSON inside an extension (schedule definition, task, policy). They are
 * checked here once, so that the rules that run on them later never meet a hole.
 */
import { z } from 'zod';
import type { DecidedVisit } from '../domain/intent.ts';
import type { Policy } from '../domain/policy.ts';
import { pilotPolicy } from '../domain/policy-values.ts';
import { type Refusal, refusalCodes } from '../domain/refusal.ts';
import type { Schedule } from '../domain/schedule.ts';
import * as read from './read.ts';
import { payers, services, visitKinds, visitModes } from './service-codes.ts';

export const key = z.string().min(1).max(200);
export const date = z.string().refine((value) => read.date(value) !== null);
export const instant = z.string().refine((value) => read.instant(value) !== null);
/** `24:00` is not a wall-clock time; a stretch ends at `23:59` at the latest. */
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
export const oneOf = <T extends string>(values: readonly T[]) => z.enum(values as [T, ...T[]]);
const minutes = z.int().min(1).max(1440);

const hours = z.object({
  startsAt: time,
  endsAt: time,
  slotMinutes: minutes,
  firstEvery: z.int().min(0),
  room: z.string().nullable(),
  mode: oneOf(visitModes),
  payer: oneOf(payers),
});

export const decidedShape: z.ZodType<DecidedVisit[]> = z.array(
  z.object({ visitId: key, decision: z.enum(['keep', 'move', 'cancel']), slotId: key.nullable() }),
);

export const scheduleShape: z.ZodType<Schedule> = z.object({
  id: key,
  version: z.int().min(0),
  clinicId: key,
  actor: z.object({ id: key, kind: z.enum(['practitioner', 'device']), name: z.string(), npwz: z.string().nullable() }),
  clinicCode: z.string().min(1).max(20),
  service: oneOf(services),
  revision: z.int().min(0),
  weekly: z.array(
    hours.extend({
      weekday: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(6), z.literal(7)]),
      validFrom: date,
      validTo: date,
      repeat: z.object({ everyWeeks: z.int().min(1).max(53), anchor: date }).optional(),
    }),
  ),
  exceptions: z.array(
    z.discriminatedUnion('kind', [
      z.object({ date, kind: z.literal('closed'), reason: z.string() }),
      z.object({ date, kind: z.literal('hours'), hours: z.array(hours), reason: z.string() }),
    ]),
  ),
  overrides: z.array(
    z.object({
      startsAt: instant,
      change: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('withdraw') }),
        z.object({ kind: z.literal('set-kind'), visitKind: oneOf(visitKinds) }),
        z.object({ kind: z.literal('extra'), visitKind: oneOf(visitKinds), durationMinutes: minutes, overbooked: z.boolean() }),
      ]),
      author: z.string(),
      reason: z.string(),
    }),
  ),
  stops: z
    .array(
      z.object({
        from: date,
        to: date,
        town: z.string().min(1).max(120),
        address: z.string().max(200),
        voivodeship: z.string().regex(/^\d{2}$/),
        latitude: z.number().min(-90).max(90).nullable(),
        longitude: z.number().min(-180).max(180).nullable(),
      }),
    )
    .max(500)
    .optional(),
});

export const refusalShape: z.ZodType<Refusal> = z.object({
  code: z.enum(refusalCodes),
  rule: z.string().exactOptional(),
  path: z.string().exactOptional(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).exactOptional(),
});

export const policyShape: z.ZodType<Policy> = z.object({
  searchWindowDays: z.int().min(0),
  examWindowDays: z.int().min(0),
  shortNoticeHours: z.number().min(0),
  holdMinutes: z.number().min(0),
  // A policy that was kept before there was a waiting room has none.
  waitingRoom: z
    .object({
      order: z.enum(['category-first', 'entitlement-first']),
      afterCancel: z.enum(['original', 'now']),
      afterNoShow: z.enum(['now', 'no-return']),
    })
    .default(pilotPolicy.waitingRoom),
  // Younger than the rest: a desk may hold a policy that was served before.
  notifications: z
    .object({
      reminderDaysBefore: z.array(z.int().min(0)),
      remindersFrom: time,
      remindersTo: time,
      tellOfEntry: z.boolean(),
    })
    .default(pilotPolicy.notifications),
  coveredCodes: z.array(
    z.object({
      code: z.string().min(1),
      service: oneOf(services),
      validFrom: date,
      validTo: date.nullable(),
      minAge: z.int().min(0).nullable(),
      maxAge: z.int().min(0).nullable(),
    }),
  ),
  // Younger than the rest.
  examProgrammes: z
    .array(
      z.object({
        clinicCode: z.string().min(1),
        validFrom: date,
        validTo: date.nullable(),
        minAge: z.int().min(0),
        maxAge: z.int().min(0),
        sex: oneOf(['female', 'male'] as const).nullable(),
        intervalMonths: z.int().min(0),
        exclusions: z.array(z.string()),
        repeat: z.object({ intervalMonths: z.int().min(0), checkEligibility: z.boolean(), checkWindow: z.boolean() }),
      }),
    )
    .default(pilotPolicy.examProgrammes),
});

/** The value, or null when the JSON is broken or of another shape. */
export function fromJson<T>(shape: z.ZodType<T>, json: unknown): T | null {
  const parsed = shape.safeParse(read.parseJson(json));
  return parsed.success ? parsed.data : null;
}
