/** R14: several continuation visits of one patient, booked in one act. */
import { z } from 'zod';
import { seriesBounds } from '../domain/visit-series.ts';
import { contact, patient } from './inputs.ts';

const id = z.uuid();
const place = {
  clinicCode: z.string().max(8),
  /** null = any schedule of the unit. */
  scheduleId: id.nullable(),
  /** Preferred wall clock, `HH:MM`; null = any. */
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable(),
  /** A known patient's other days are left out; null = not known here. */
  patientId: id.nullable(),
};

export const proposeSeries = z.object({
  ...place,
  count: z.number().int().min(seriesBounds.least).max(seriesBounds.most),
  every: z.number().int().min(1).max(seriesBounds.mostEvery),
  unit: z.enum(['days', 'weeks', 'months']),
  from: z.iso.date(),
});

/** The next or previous day with something free; `except`: days of the other visits of the series. */
export const stepSeries = z.object({
  ...place,
  date: z.iso.date(),
  direction: z.enum(['earlier', 'later']),
  except: z.array(z.iso.date()).max(seriesBounds.most),
});

export const bookSeries = z.object({
  /** One for each visit, minted by the caller; repeating the call with the same ids is the same command. */
  visits: z
    .array(z.object({ intentId: id, visitId: id, slotId: id }))
    .min(1)
    .max(seriesBounds.most),
  patient: patient.nullable(),
  patientId: id,
  contact,
  note: z.string().trim().max(500).nullable(),
});

export const undoSeries = z.object({
  undoId: id,
  visits: z
    .array(z.object({ intentId: id, visitId: id }))
    .min(1)
    .max(seriesBounds.most),
});
