import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import { type ImportColumn, importColumns } from './import-columns.ts';
import * as view from './import-draft-views.ts';
import { importFiles, importMapping } from './inputs.ts';
import type { ImportReport } from './views.ts';

const file = z.string().min(1).max(400);
const line = z.number().int().min(1);
const fault = z.enum(view.importFaults);
const cells = z.partialRecord(z.enum(importColumns as [ImportColumn, ...ImportColumn[]]), z.string().max(1000).nullable());

const correction = z.object({
  rows: z
    .array(
      z.object({
        file,
        line,
        /** null = as the file has it. */
        cells: cells.optional(),
        /** Its open faults are left as they are (true), or asked about again (false). */
        leave: z.boolean().optional(),
        out: z.boolean().optional(),
        /** The person of the same name and phone who has a PESEL is this one. */
        samePerson: z.boolean().optional(),
      }),
    )
    .max(200),
  /** An unknown name, in all rows at once; null = as the file has it. */
  rename: z.object({ text: z.string().min(1).max(500), actor: z.string().min(1).max(500).nullable() }).optional(),
  /** Every open row of this fault is left as it is. */
  leaveAll: fault.optional(),
  /** Every open row of this fault takes what is proposed for its cells. */
  acceptAll: fault.optional(),
});

/** The dry run kept at this computer: corrected in place, closed and taken up again, imported as one. */
export const importDraftContract = {
  /** Reads the files as a dry run and keeps them with it; a former draft goes. */
  open: oc.input(importFiles).output(type<view.ImportDraftOpened>()),
  view: oc.output(type<view.ImportDraftOpened | null>()),
  /** Says what the columns of one of its files mean; remembered for the next file with this header. */
  explain: oc.input(z.object({ file, mapping: importMapping })).output(type<view.ImportDraftOpened | null>()),
  /** `settled`: what was corrected or decided, to look at it again. */
  rows: oc
    .input(
      z.object({
        of: z.union([fault, z.literal('settled')]),
        from: z.number().int().min(0),
        count: z.number().int().min(1).max(100),
      }),
    )
    .output(type<view.ImportFaultPage>()),
  correct: oc.input(correction).output(type<view.ImportCorrected | null>()),
  /** As one transaction of the journal; the draft goes with it. null = there is none. */
  run: oc.output(type<ImportReport | null>()),
  drop: oc.output(type<null>()),
  layouts: oc.output(type<view.ImportLayout[]>()),
  forgetLayout: oc.input(z.object({ headers: z.array(z.string().max(1000)).max(500) })).output(type<view.ImportLayout[]>()),
};

export type ImportCorrection = z.infer<typeof correction>;
