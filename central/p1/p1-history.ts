import { parsePosition } from '../../core/fhir/intent-fate.ts';
import { cursorParameter, historyBundle } from '../../core/fhir/p1/history.ts';
import { noteFeed } from '../access/of-call.ts';
import type { Caller } from '../auth/caller.ts';
import type { Central } from '../central.ts';
import { readEvents, streamPosition } from '../feed/read-events.ts';
import { type FhirAnswer, invalid, notFound, plainOutcome, resourceAnswer } from '../fhir-api/fhir-call.ts';

const maxEvents = 1000;

/** `GET _history`: the clinic's changes after a cursor; without one, or with `_count=0`, only where the stream stands. */
export async function historyCall(central: Central, caller: Caller, query: URLSearchParams): Promise<FhirAnswer> {
  const { clinicId } = caller;
  const base = central.p1?.fhirUrl ?? '';
  const count = Number(query.get('_count') ?? '100');
  if (!Number.isSafeInteger(count) || count < 0) return invalid('_count');
  const cursor = query.get(cursorParameter);
  if (cursor === null || count === 0) {
    const position = await streamPosition(central.database, clinicId);
    return position === null ? notFound('history') : resourceAnswer(historyBundle(base, position, position.event, null));
  }
  const since = parsePosition(cursor);
  if (since === null) return invalid(cursorParameter);
  const page = await readEvents(central.database, clinicId, since, Math.min(count, maxEvents), central.clock.now());
  if (page === null) return notFound('history');
  if (page.kind === 'page') await noteFeed(central, { caller, said: { author: null, reason: null } }, page.events);
  if (page.kind === 'page') return resourceAnswer(historyBundle(base, page.position, since.event, page.events));
  return { status: 410, body: JSON.stringify(plainOutcome('expired', 'The cursor is too old; read everything anew.')) };
}
