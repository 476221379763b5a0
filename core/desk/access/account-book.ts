import { randomUUID } from 'node:crypto';
import type { CommandResult } from '../../contract/views.ts';
import { isKeyIntent, ownKeysReason, ringName } from '../../domain/key-settings.ts';
import type { DeskContext } from '../desk-context.ts';
import { newIntent, record } from '../record.ts';
import {
  type AccountRecord,
  accountPrefix,
  foldLogin,
  type RecoveryRecord,
  readAccount,
  readRecovery,
  recoveryName,
} from './account-record.ts';
import { confirmedRing, heldKey, isBehind, keepHeldKey, newestRing, rememberRing } from './clinic-key-state.ts';
import { type ClinicRing, isGenuineUnder, standsIn } from './clinic-ring.ts';

const cacheName = 'accounts-cache';

export type AccountBook = ReturnType<typeof accountBook>;

/**
 * The clinic's accounts at this desk: settings of the clinic, shared through central, and a copy of them in the journal, so
 * that people can sign in while a damaged copy is being replaced and central cannot be reached.
 */
export function accountBook(desk: DeskContext) {
  const { journal } = desk.store;
  /** Changes of the clinic's keys that this desk has entered and that central has not answered, or has refused. */
  const openKeyIntents = new Set(
    journal
      .list(['pending', 'sending', 'unknown', 'parked'])
      .filter(({ intent }) => isKeyIntent(intent))
      .map(({ intent }) => intent.id),
  );

  function all(): AccountRecord[] {
    const shared = desk.reads.settingsNamed(accountPrefix).flatMap(({ body }) => readAccount(JSON.parse(body)) ?? []);
    const ids = new Set(shared.map(({ id }) => id));
    const cached = ((journal.readSetting(cacheName) as unknown[] | null) ?? []).flatMap((each) => readAccount(each) ?? []);
    return [...shared, ...cached.filter(({ id }) => !ids.has(id))];
  }

  /** Once the clinic's key is known here, an account that was not made with it does not exist for signing in. */
  function genuine(): AccountRecord[] {
    const held = heldKey(desk);
    if (held === null) return all();
    const known = all().filter((account) => isGenuineUnder(held.key, held.ring, account));
    const newest = isBehind(desk) ? newestRing(desk) : null;
    // Nobody of the new ring can be told from here yet; who is not in it any more has gone.
    return newest === null ? known : known.filter((account) => standsIn(newest, account));
  }

  const keepOf = (name: string, now: unknown) => {
    const before = journal.readSetting(name) ?? (Array.isArray(now) ? [] : null);
    if (JSON.stringify(now) !== JSON.stringify(before)) journal.writeSetting(name, now);
  };

  function saveSetting(name: string, value: unknown, intentId: string, reason: string | null = null): CommandResult {
    const seenVersion = desk.reads.setting(name)?.version ?? 0;
    const intent = newIntent(desk, {
      id: intentId,
      act: { kind: 'save-setting', name, value },
      seenVersion: seenVersion > 0 ? seenVersion : null,
      baseIntentId: desk.store.overlay.newestIntentOn(`setting:${name}`),
      reason,
    });
    return record(desk, intent, []);
  }

  const withLogin = (accounts: AccountRecord[], login: string) =>
    accounts.find((account) => foldLogin(account.login) === foldLogin(login)) ?? null;

  return {
    all,
    genuine,
    clinicKey: (): Uint8Array | null => heldKey(desk)?.key ?? null,
    heldKey: () => heldKey(desk),
    ring: () => newestRing(desk),
    confirmedRing: () => confirmedRing(desk),
    isBehind: () => isBehind(desk),
    byId: (id: string) => genuine().find((account) => account.id === id) ?? null,
    byLogin: (login: string) => withLogin(genuine(), login),
    /** Who may prove by a password to be of the clinic: at a desk that is behind, whoever the new key will vouch for. */
    byLoginForPassword: (login: string) => withLogin(genuine(), login) ?? (isBehind(desk) ? withLogin(all(), login) : null),
    recovery(): RecoveryRecord | null {
      const row = desk.reads.setting(recoveryName);
      return newestRing(desk)?.recovery ?? readRecovery(row ? JSON.parse(row.body) : journal.readSetting(recoveryName));
    },
    save: (account: AccountRecord, intentId: string = randomUUID()) =>
      saveSetting(`${accountPrefix}${account.id}`, account, intentId),
    openKeyIntents,
    /** By the program itself: what central refuses is given up without asking anybody. */
    saveOwnKeys(account: AccountRecord): void {
      const intentId = randomUUID();
      openKeyIntents.add(intentId);
      saveSetting(`${accountPrefix}${account.id}`, account, intentId, ownKeysReason);
    },
    saveRecovery: (recovery: RecoveryRecord) => saveSetting(recoveryName, recovery, randomUUID()),
    /** Central takes it only while its ring is the one of this version. */
    saveRing(made: ClinicRing, intentId: string): void {
      openKeyIntents.add(intentId);
      const seenVersion = desk.reads.confirmedSetting(ringName)?.version ?? null;
      record(
        desk,
        newIntent(desk, { id: intentId, act: { kind: 'save-setting', name: ringName, value: made }, seenVersion }),
        [],
      );
    },
    keepClinicKey: (key: Uint8Array, ring: ClinicRing | null) => keepHeldKey(desk, { key, ring }),
    /** After the accounts changed: what a desk without its copy must know. */
    refreshCache(): void {
      keepOf(cacheName, all());
      rememberRing(desk);
      const row = desk.reads.setting(recoveryName);
      if (row) keepOf(recoveryName, JSON.parse(row.body));
    },
  };
}
