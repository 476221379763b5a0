import type { Bundle, BundleEntry } from 'fhir/r4';
import { etagToVersion, header } from '../fhir/headers.ts';
import * as read from '../fhir/read.ts';
import type { Outcome } from '../sync/ports.ts';
import { classify } from './classify.ts';
import type { Reply } from './http.ts';

/** Outcomes of a batch-response in the order of what was sent (`targets`: key changed by each entry); null when the body is no answer to this batch. */
export function batchOutcomes(reply: Reply, targets: readonly string[], ownNowMs: number): Outcome[] | null {
  const { body } = reply;
  if (!read.isObject(body) || body.resourceType !== 'Bundle' || body.type !== 'batch-response') return null;
  const entries = read.items((body as unknown as Bundle).entry);
  if (entries.length !== targets.length) return null;
  return targets.map((target, index) => entryOutcome(entries[index], target, reply, ownNowMs));
}

/** One entry as if it had been sent alone. The position is that of the whole batch: no entry's event lies behind it. */
function entryOutcome(entry: BundleEntry | undefined, target: string, whole: Reply, ownNowMs: number): Outcome {
  const response = read.isObject(entry?.response) ? entry.response : null;
  const status = Number.parseInt(read.text(response?.status) ?? '', 10);
  if (response === null || Number.isNaN(status)) return { kind: 'unknown' };
  const body = entry?.resource ?? response.outcome;
  const position = whole.headers[header.position.toLowerCase()];
  const outcome = classify(
    {
      status: body === undefined && status >= 200 && status < 300 ? 204 : status,
      headers: {
        [header.position.toLowerCase()]: position,
        date: whole.headers.date,
        'retry-after': whole.headers['retry-after'],
      },
      body,
    },
    ownNowMs,
  );
  return outcome.kind === 'applied' ? withEtag(outcome, target, response.etag) : outcome;
}

/** An entry may answer with its ETag alone. */
function withEtag(outcome: Extract<Outcome, { kind: 'applied' }>, target: string, etag: unknown): Outcome {
  const version = etagToVersion(etag);
  if (version === null || outcome.versions[target] !== undefined) return outcome;
  return { ...outcome, versions: { ...outcome.versions, [target]: version } };
}
