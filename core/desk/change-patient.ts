import type { z } from 'zod';
import type { changePatient as changePatientInput } from '../contract/inputs.ts';
import type { CommandResult } from '../contract/views.ts';
import { patientValues } from '../domain/audit-values.ts';
import type { DeskContext } from './desk-context.ts';
import { patientFromInput } from './patient-input.ts';
import { heldBackRefusals } from './placing-facts.ts';
import { newIntent, record } from './record.ts';
import { refused } from './refused.ts';
import { basedOn } from './seen-version.ts';
import { patientOf } from './view-rows.ts';

export type ChangePatient = z.infer<typeof changePatientInput>;

/** Corrects a known patient's data. Nothing is demanded that an imported patient may lack; what is given must be right. */
export function changePatient(desk: DeskContext, input: ChangePatient): CommandResult {
  if (desk.store.journal.get(input.intentId)) return { ok: true, intentId: input.intentId, notes: [] };
  const row = desk.reads.patient(input.patient.id);
  if (!row) return refused({ code: 'not-found', path: 'patient' });
  const known = patientOf(row);
  const { patient, refusals } = patientFromInput(input.patient, known.version);
  const based = basedOn(desk, `patient:${known.id}`, known, input.seenVersion);
  const all = [...heldBackRefusals(desk, { patientId: known.id }), ...based.refusals, ...refusals];
  if (all.length > 0) return refused(...all);

  const intent = newIntent(desk, {
    id: input.intentId,
    act: { kind: 'change-patient', patient },
    before: patientValues(known),
    seenVersion: based.version,
    baseIntentId: desk.store.overlay.newestIntentOn(`patient:${patient.id}`),
  });
  return record(desk, intent, []);
}
