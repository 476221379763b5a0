import type { z } from 'zod';
import type { undoSeries as undoInput } from '../../contract/series-inputs.ts';
import type { SeriesUndone } from '../../contract/series-views.ts';
import { judgeCancel } from '../../domain/booking-rules.ts';
import type { Intent } from '../../domain/intent.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Visit } from '../../domain/visit.ts';
import type { DeskContext } from '../desk-context.ts';
import { heldBackRefusals } from '../placing-facts.ts';
import { newIntent } from '../record.ts';
import { batchPart } from '../schedules/batch-part.ts';
import { basedOn } from '../seen-version.ts';
import { takeBack } from '../take-back.ts';
import { visitOf } from '../view-rows.ts';

type Undo = z.infer<typeof undoInput>;
const reason = 'desk-error';

/**
 * Cofnij: the series back. What has not left this computer is withdrawn, so that nobody hears of it; the rest is cancelled by a
 * batch in one transaction. Refused as a whole, before anything is done, where one visit has begun or somebody else has changed it.
 */
export async function undoSeries(desk: DeskContext, { undoId, visits }: Undo): Promise<SeriesUndone> {
  const standing = visits.flatMap((each) => standingVisit(desk, undoId, each) ?? []);
  const refusals = standing.flatMap((each) => each.refusals);
  if (refusals.length > 0) return { ok: false, refusals };
  const sent: typeof standing = [];
  for (const each of standing) if (!(await takeBack(desk, each.intentId))) sent.push(each);
  const intents = sent.map((each) => cancelling(desk, undoId, each));
  if (intents.length > 0) desk.store.journal.append(intents);
  return { ok: true, withdrawn: standing.length - sent.length, cancelled: intents.length };
}

interface Standing {
  intentId: string;
  visit: Visit;
  version: number;
  refusals: Refusal[];
}

/** null = there is nothing left to undo: refused, withdrawn, or cancelled already. */
function standingVisit(desk: DeskContext, undoId: string, { intentId, visitId }: Undo['visits'][number]): Standing | null {
  const row = desk.reads.visit(visitId);
  const entry = desk.store.journal.get(intentId);
  if (!row || !entry || entry.intent.act.kind !== 'book' || entry.intent.act.visit.id !== visitId) return null;
  const visit = visitOf(row);
  if (visit.status === 'cancelled' || desk.store.journal.get(batchPart(undoId, 'cancel', visitId))) return null;
  const based = basedOn(desk, `visit:${visitId}`, row, 0);
  const now = desk.time.now();
  const refusals = [
    ...heldBackRefusals(desk, { patientId: visit.patientId }),
    ...based.refusals,
    ...judgeCancel({ visit, now, reason, by: 'provider' }),
  ];
  return { intentId, visit, version: based.version, refusals };
}

function cancelling(desk: DeskContext, undoId: string, { visit, version }: Standing): Intent {
  return newIntent(desk, {
    id: batchPart(undoId, 'cancel', visit.id),
    act: { kind: 'cancel', visitId: visit.id, reason, by: 'clinic' },
    current: visit,
    seenVersion: version,
    baseIntentId: desk.store.overlay.newestIntentOn(`visit:${visit.id}`),
    reason,
  });
}
