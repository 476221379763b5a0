import { z } from 'zod';
import type { ScheduleDraft } from './schedule-views.ts';

const id = z.uuid();
const date = z.iso.date();
/** As central reads it: a stretch ends at 23:59 at the latest. */
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const text = (max: number) => z.string().trim().max(max);
const visitKind = z.enum(['first', 'continuation']);

const hours = z.object({
  startsAt: time,
  endsAt: time,
  slotMinutes: z.number().int().min(1).max(480),
  firstEvery: z.number().int().min(0).max(100),
  room: text(40).nullable(),
  mode: z.enum(['in-person', 'remote']),
  payer: z.enum(['nfz', 'private']),
});

const stop = z.object({
  from: date,
  to: date,
  town: text(80).min(1),
  address: text(120),
  voivodeship: z.string().regex(/^\d{2}$/),
  latitude: z.number().min(-90).max(90).nullable(),
  longitude: z.number().min(-180).max(180).nullable(),
});

export const scheduleDraft: z.ZodType<ScheduleDraft> = z.object({
  id,
  actor: z.object({
    id,
    kind: z.enum(['practitioner', 'device']),
    name: text(120).min(1),
    npwz: z
      .string()
      .regex(/^\d{7}$/)
      .nullable(),
  }),
  clinicCode: text(20).min(1),
  service: z.enum(['cardiology', 'mammography', 'cytology']),
  weekly: z
    .array(
      hours.extend({
        weekday: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(6), z.literal(7)]),
        validFrom: date,
        validTo: date,
        repeat: z.object({ everyWeeks: z.number().int().min(1).max(53), anchor: date }).optional(),
      }),
    )
    .max(500),
  exceptions: z
    .array(
      z.discriminatedUnion('kind', [
        z.object({ date, kind: z.literal('closed'), reason: text(120) }),
        z.object({ date, kind: z.literal('hours'), hours: z.array(hours).max(24), reason: text(120) }),
      ]),
    )
    .max(3000),
  overrides: z
    .array(
      z.object({
        startsAt: z.iso.datetime(),
        change: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('withdraw') }),
          z.object({ kind: z.literal('set-kind'), visitKind }),
          z.object({
            kind: z.literal('extra'),
            visitKind,
            durationMinutes: z.number().int().min(1).max(480),
            overbooked: z.boolean(),
          }),
        ]),
        author: text(120),
        reason: text(300),
      }),
    )
    .max(3000),
  /** R38. */
  stops: z.array(stop).max(400).optional(),
  seenVersion: z.number().int().min(0),
  seenRevision: z.number().int().min(0),
});

const drafts = z.array(scheduleDraft).min(1).max(60);
export const checkSchedules = z.object({ drafts });

export const publishSchedules = z.object({
  /** Minted by the caller; the ids of all intents follow from it, so that a repeated call is the same command. */
  batchId: id,
  drafts,
  /** One for each affected visit (R9). */
  decisions: z
    .array(
      z.discriminatedUnion('decision', [
        z.object({ decision: z.literal('keep'), visitId: id }),
        z.object({ decision: z.literal('move'), visitId: id, slotId: id }),
        z.object({
          decision: z.literal('cancel'),
          visitId: id,
          reason: z.enum(['practitioner-absent', 'breakdown', 'schedule-change']),
        }),
      ]),
    )
    .max(5000),
  /** For the audit; needed where first-visit slots become continuation slots (R14). */
  reason: text(300).nullable(),
});

export const undoPublication = z.object({
  batchId: id,
  scheduleIds: z.array(id).min(1).max(60),
  /** Minted by the caller, as `batchId` was. */
  undoId: id,
});

/** `intentId`: the refused publication. */
export const giveUpPublication = z.object({ intentId: id });
