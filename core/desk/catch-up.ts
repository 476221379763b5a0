import type { z } from 'zod';
import type { CatchUpResult } from '../contract/catch-up.ts';
import type { catchUp as catchUpInput } from '../contract/inputs.ts';
import type { Intent } from '../domain/intent.ts';
import type { DeskContext } from './desk-context.ts';
import { judgedOutcome } from './set-outcome.ts';

/**
 * What was written by hand while there was no power: each row is checked by the rules that hold at the desk; with one
 * refused nothing is written, else all become intents in one transaction of the journal.
 */
export function catchUp(desk: DeskContext, { rows }: z.infer<typeof catchUpInput>): CatchUpResult {
  const refused: CatchUpResult['refused'] = [];
  const intents: Intent[] = [];
  for (const row of rows) {
    if (desk.store.journal.get(row.intentId)) continue;
    const judged = judgedOutcome(desk, row);
    if ('refusals' in judged) refused.push({ visitId: row.visitId, refusals: judged.refusals });
    else intents.push(judged.intent);
  }
  if (refused.length > 0) return { written: 0, refused };
  if (intents.length > 0) desk.store.journal.append(intents);
  return { written: rows.length, refused };
}
