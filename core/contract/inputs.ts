import { z } from 'zod';
import { certificateUses } from '../domain/certificate.ts';
import { type RetentionKind, retentionBounds } from '../domain/retention.ts';

const id = z.uuid();
const date = z.iso.date();
const text = (max: number) => z.string().trim().max(max);

export const byId = z.object({ id });
/** Whose contact, and where its mask stands: a visit and a refused booking have contacts of their own (R15). */
export const revealContact = z.object({ patientId: id, visitId: id.nullable(), taskId: id.nullable() });
export const day = z.object({ date });
/** `from`: the Monday. `scheduleId` null = all schedules. */
export const week = z.object({ from: date, scheduleId: id.nullable() });
/** `YYYY-MM`. */
export const month = z.object({ month: z.string().regex(/^\d{4}-\d{2}$/) });

export const findSlots = z.object({
  kind: z.enum(['first', 'continuation']),
  clinicCodes: z.array(z.string().max(8)).min(1),
  scheduleId: id.nullable(),
  /** null = from today. */
  from: date.nullable(),
  limit: z.number().int().min(1).max(2000),
});

export const sendConfirmation = z.object({ intentId: id, visitId: id });

/** R36: a known patient, an exam's clinic code; `repeat`: R39. */
export const eligibility = z.object({ patientId: id, clinicCode: text(8), repeat: z.boolean() });

export const holdSlot = z.object({ slotId: id });
export const releaseSlot = z.object({ holdId: z.string().max(80) });

export const contact = z.object({
  phone: text(40).nullable(),
  secondPhone: text(40).nullable(),
  email: text(120).nullable(),
  relation: z.enum(['patient', 'relative', 'guardian']),
});

export const patient = z.object({
  id,
  familyName: text(80).min(1),
  givenName: text(80).min(1),
  pesel: text(20).nullable(),
  document: z.object({ kind: z.enum(['passport', 'ekuz', 'other']), number: text(40) }).nullable(),
  birthDate: date.nullable(),
  sex: z.enum(['female', 'male']).nullable(),
  contact,
});

export const bookVisit = z.object({
  /** Minted by the caller; repeating the call with the same id is the same command. */
  intentId: id,
  visitId: id,
  slotId: id,
  /** New or corrected patient; null = `patientId` is known and unchanged. */
  patient: patient.nullable(),
  patientId: id,
  contact,
  kind: z.enum(['first', 'continuation']),
  category: z.enum(['urgent', 'stable']).nullable(),
  entitlement: z.object({ code: text(40), document: text(120) }).nullable(),
  /** As scanned or typed: 44 digits, or the 4-digit code. */
  referral: text(60).nullable(),
  note: text(500).nullable(),
  /** The parked intent that this one replaces (booking anew from a task). */
  supersedes: id.nullable().default(null),
  /** R31: the exam of this patient that is given up for the new date, only together with it. */
  replaces: id.optional(),
});

export const moveVisit = z.object({
  intentId: id,
  visitId: id,
  slotId: id,
  /** Version of the visit that the person saw. */
  seenVersion: z.number().int().min(0),
  supersedes: id.nullable().default(null),
});

export const cancelVisit = z.object({
  intentId: id,
  visitId: id,
  seenVersion: z.number().int().min(0),
  reason: z.enum([
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
  ]),
  by: z.enum(['patient', 'clinic']),
});

export const setOutcome = z.object({
  intentId: id,
  visitId: id,
  seenVersion: z.number().int().min(0),
  outcome: z.enum(['expected', 'arrived', 'in-progress', 'performed', 'no-show']),
  /** Number of the reported medical event (R43), with `performed` only. */
  eventNumber: text(80).nullable().default(null),
});

/** Rows of the catch-up grid, each as `visits.setOutcome`. */
export const catchUp = z.object({ rows: z.array(setOutcome).max(1000) });

export const changeVisit = z.object({
  intentId: id,
  visitId: id,
  seenVersion: z.number().int().min(0),
  contact,
  note: text(500).nullable(),
  /** As scanned or typed; null = none. */
  referral: text(60).nullable(),
});

/** `today`: all visits of the day. `open`: begun, today or before, and not closed. */
export const reception = z.object({ text: text(120), scope: z.enum(['today', 'open']) });

export const searchPatients = z.object({ text: text(120), limit: z.number().int().min(1).max(100) });
export const changePatient = z.object({ intentId: id, patient, seenVersion: z.number().int().min(0) });
export const listTasks = z.object({ state: z.enum(['open', 'done']), limit: z.number().int().min(1).max(2000) });
export const assignTask = z.object({
  intentId: id,
  taskId: id,
  /** Taken by who asks, given back, or handed over to a colleague by name. */
  to: z.union([z.literal('me'), z.literal('nobody'), z.object({ colleague: text(80).min(1) })]),
});
export const logCall = z.object({
  intentId: id,
  taskId: id,
  outcome: z.enum(['reached', 'not-reached', 'later']),
  /** UTC instant, for `later`. */
  laterAt: z.iso.datetime().nullable(),
  visitId: id.nullable().default(null),
});
export const closeTask = z.object({ intentId: id, taskId: id, resolution: text(80).min(1) });
export const retryIntent = z.object({ intentId: id, newIntentId: id });
export const withdrawIntent = z.object({ intentId: id, reason: text(300).min(1) });

export const tickAway = z.object({ numbers: z.array(z.number().int().min(1)).max(20_000) });
export const callFreed = z.object({
  intentId: id,
  slotId: id,
  visitId: id,
  outcome: z.enum(['reached', 'not-reached', 'later']),
  laterAt: z.iso.datetime().nullable(),
});
export const turnFreed = z.object({ intentId: id, on: z.boolean() });

/** Files as base64; the sum of sizes is limited by core (a refusal, not a crash). */
export const importMapping = z.object({
  role: z.enum(['visits', 'schedules', 'staff', 'ap-kolce']),
  columns: z.record(z.string(), text(500)),
});
export const importFiles = z.object({
  files: z.array(z.object({ name: text(260), base64: z.string(), mapping: importMapping.optional() })).max(20),
});

export const machineSettings = z.object({
  language: z.enum(['pl', 'en']),
  theme: z.enum(['light', 'dark', 'system']),
  density: z.enum(['comfortable', 'compact']),
  hiddenSchedules: z.array(id),
});

/** A rescue file as base64, with the code that was shown when it was made. */
export const rescueFile = z.object({ base64: z.string().max(400_000_000), code: text(200).min(1) });
const daysOf = (kind: RetentionKind) => z.number().int().min(retentionBounds[kind].least).max(retentionBounds[kind].most);
/** Days, within the bounds of core/domain/retention.ts. */
export const retention = z.object({
  visits: daysOf('visits'),
  acts: daysOf('acts'),
  tasks: daysOf('tasks'),
  changes: daysOf('changes'),
  audit: daysOf('audit'),
});
/** A PKCS#12 file as base64, with its password, which is not kept. */
export const certificateUse = z.object({ use: z.enum(certificateUses) });
export const certificateFile = z.object({
  use: z.enum(certificateUses),
  base64: z.string().min(1).max(2_000_000),
  // As it was typed: a space belongs to it.
  password: z.string().max(200),
});
export const auditExport = z.object({ format: z.enum(['csv', 'jsonl']) });
