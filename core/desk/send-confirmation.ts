import type { ConfirmationSent } from '../contract/acts-views.ts';
import { connectionOf, type DeskContext } from './desk-context.ts';
import { visitOf } from './view-rows.ts';

/**
 * Confirms a visit to its patient by e-mail, through central's notifications. Only what central holds can be confirmed, and
 * only with a line: a message that leaves hours later would confirm what may have changed. Without one there is paper.
 */
export async function sendConfirmation(
  desk: DeskContext,
  input: { intentId: string; visitId: string },
): Promise<ConfirmationSent> {
  const row = desk.reads.visit(input.visitId);
  if (!row) return { ok: false, refusals: [{ code: 'not-found', path: 'visit' }] };
  if (!visitOf(row).contact.email)
    return { ok: false, refusals: [{ code: 'contact-missing', rule: 'R15', path: 'contact.email' }] };
  if (row.truth !== 'confirmed') return { ok: false, refusals: [], why: 'unconfirmed' };
  if (!desk.central || connectionOf(desk) !== 'online') return { ok: false, refusals: [], why: 'offline' };
  const answer = await desk.central.gateway.sendConfirmation(input.visitId, input.intentId);
  if (answer.kind === 'offline') return { ok: false, refusals: [], why: 'offline' };
  if (answer.kind === 'refused') return { ok: false, refusals: answer.refusals };
  desk.store.log.note({
    at: desk.time.now(),
    author: desk.author,
    what: 'send-confirmation',
    beforeRef: null,
    afterRef: `visit:${input.visitId}`,
    reason: null,
  });
  return { ok: true };
}
