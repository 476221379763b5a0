import { randomBytes, randomUUID } from 'node:crypto';
import type { AccessResult, ClinicKeyView } from '../../contract/access-views.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { compareText } from '../compare-text.ts';
import { isDemoClinic } from '../demo/demo-accounts.ts';
import { connectionOf } from '../desk-context.ts';
import { type Access, auditAccess } from './access.ts';
import { accountPrefix } from './account-record.ts';
import { actor } from './acting.ts';
import { draftName, isChanging } from './clinic-key-state.ts';
import { formerKeysOf, hasGenuineKeys, isRingOf, makeRing, readRing } from './clinic-ring.ts';
import { beginWritingDown, codeForCommandLine } from './first-run.ts';
import { newRecoveryCode, readRecoveryCode } from './recovery.ts';
import { seal } from './seal.ts';
import { adoptClinicKey, opensWith } from './sign-in.ts';

/**
 * Rotation of the clinic's key, for when somebody with access has left or the recovery code was seen (ADR 12). The new key is kept
 * as a draft and counts nowhere until central has taken the ring that seals it for the clinic's people; so a crash, a refusal or another
 * desk's rotation leaves the clinic with one key, the old or the new one. Everything here may be repeated.
 */
interface Draft {
  intentId: string;
  key: string;
  ring: unknown;
  code: string;
  /** Who gets the code; null = the command line. */
  accountId: string | null;
}

const draftOf = ({ desk: { store } }: Access) => store.journal.readSetting(draftName) as Draft | null;

/** Asks central for the change; `settleClinicKey` ends it when central has answered. */
export async function rotateClinicKey(access: Access, input: { password: string | null }): Promise<AccessResult> {
  const by = actor()?.accountId ?? null;
  // The command line speaks for this computer and has no password.
  if (by !== null || input.password !== null) {
    const person = access.session.person();
    if (person === null) return no({ code: 'signed-out' });
    const opened = await opensWith(access, person, input.password ?? '');
    if (!opened.ok) return opened;
  }
  const { book, desk, cost } = access;
  if (isChanging(desk)) return { ok: true };
  const held = book.heldKey();
  const refusal = refusalOf(access);
  if (refusal || held === null) return no(refusal ?? { code: 'accounts-untrusted' });
  const key = randomBytes(32);
  const code = newRecoveryCode();
  const ring = makeRing({
    key,
    former: [held.key, ...(held.ring === null ? [] : formerKeysOf(held.key, held.ring))],
    generation: (book.ring()?.generation ?? 1) + 1,
    at: desk.time.now(),
    people: book.genuine(),
    mayOpen: (account) => hasGenuineKeys(held.key, held.ring, account),
    recovery: await seal(readRecoveryCode(code), key, cost),
  });
  const intentId = randomUUID();
  const draft: Draft = { intentId, key: key.toString('base64url'), ring, code, accountId: by };
  desk.store.journal.writeSetting(draftName, draft);
  book.saveRing(ring, intentId);
  auditAccess(access, desk.author, 'rotate-clinic-key', null);
  return { ok: true };
}

const no = (...refusals: Refusal[]): AccessResult => ({ ok: false, refusals });

function refusalOf({ book, desk }: Access): Refusal | null {
  if (isDemoClinic(book.genuine())) return { code: 'not-permitted' };
  if (book.isBehind()) return { code: 'clinic-key-changing' };
  if (connectionOf(desk) !== 'online') return { code: 'central-needed' };
  // The ring seals the key for what central has; what it has not got yet would be left out.
  const open = desk.store.journal.list(['pending', 'sending', 'unknown']);
  const unsent = open.some(({ intent: { act } }) => act.kind === 'save-setting' && act.name.startsWith(accountPrefix));
  return unsent ? { code: 'accounts-unsent' } : null;
}

/**
 * At every start and after every change: takes a draft's key when central has its ring, and throws it away when it never will.
 * True = the draft has come to its end.
 */
export function settleClinicKey(access: Access): boolean {
  withdrawRefused(access);
  const draft = draftOf(access);
  if (draft === null) return false;
  const { book, desk } = access;
  const { journal } = desk.store;
  const key = Buffer.from(draft.key, 'base64url');
  const taken = book.confirmedRing();
  if (taken !== null && isRingOf(key, taken)) {
    // The code first, the draft last: a crash in between comes here once more.
    beginWritingDown(access, draft.accountId, draft.code, true);
    if (book.isBehind()) adoptClinicKey(access, key, taken);
    auditAccess(access, desk.author, 'clinic-key-rotated', null);
    journal.writeSetting(draftName, null);
    return true;
  }
  const state = journal.get(draft.intentId)?.state ?? null;
  if (state === 'pending' || state === 'sending' || state === 'unknown') return false;
  // Confirmed: the copy is about to show it, unless another desk has changed the key again since.
  const ours = readRing(draft.ring)?.generation ?? 0;
  if (state === 'confirmed' && (taken?.generation ?? 0) < ours) return false;
  auditAccess(access, desk.author, 'clinic-key-kept', null);
  journal.writeSetting(draftName, null);
  return true;
}

/** Of two desks that change the key at once one is refused: nobody has to decide about it, and it must never be sent again. */
function withdrawRefused({ desk, book: { openKeyIntents } }: Access): void {
  for (const id of openKeyIntents) {
    const state = desk.store.journal.get(id)?.state;
    if (state === 'pending' || state === 'sending' || state === 'unknown') continue;
    openKeyIntents.delete(id);
    // What a person has entered on top of it is not given up along with it.
    if (state !== 'parked' || desk.store.journal.dependants(id).length > 0) continue;
    void desk.central?.sync.withdraw(id, { author: desk.author, reason: 'clinic-key' });
  }
}

/** For Konta and the command line. */
export function readClinicKey(access: Access): ClinicKeyView {
  const { book } = access;
  const held = book.heldKey();
  const active = book.genuine().filter((account) => account.active);
  const without = held === null ? active : active.filter((account) => !hasGenuineKeys(held.key, held.ring, account));
  return {
    state: stateOf(access),
    at: held?.ring?.at ?? null,
    recipients: active.length - without.length,
    withoutKey: without.map(({ name }) => name).sort(compareText),
    recoveryCode: codeForCommandLine(access),
  };
}

function stateOf(access: Access): ClinicKeyView['state'] {
  const { book } = access;
  if (book.clinicKey() === null) return 'unknown';
  if (isDemoClinic(book.genuine())) return 'demo';
  if (book.isBehind()) return 'behind';
  return isChanging(access.desk) ? 'changing' : 'present';
}
