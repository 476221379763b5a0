import { randomUUID } from 'node:crypto';
import type { CommandResult } from '../../contract/views.ts';
import type { DeskContext } from '../desk-context.ts';
import { newIntent, record } from '../record.ts';
import {
  type AccountRecord,
  accountPrefix,
  foldLogin,
  isGenuine,
  type RecoveryRecord,
  readAccount,
  readRecovery,
  recoveryName,
} from './account-record.ts';

const cacheName = 'accounts-cache';
const keyName = 'clinic-key';

export type AccountBook = ReturnType<typeof accountBook>;

/**
 * The clinic's accounts at this desk: settings of the clinic, shared through central, and a copy of them in the journal, so
 * that people can sign in while a damaged copy is being replaced and central cannot be reached.
 */
export function accountBook(desk: DeskContext) {
  const { journal } = desk.store;

  function all(): AccountRecord[] {
    const shared = desk.reads.settingsNamed(accountPrefix).flatMap(({ body }) => readAccount(JSON.parse(body)) ?? []);
    const ids = new Set(shared.map(({ id }) => id));
    const cached = ((journal.readSetting(cacheName) as unknown[] | null) ?? []).flatMap((each) => readAccount(each) ?? []);
    return [...shared, ...cached.filter(({ id }) => !ids.has(id))];
  }

  function clinicKey(): Uint8Array | null {
    const kept = journal.readSetting(keyName);
    return typeof kept === 'string' ? Buffer.from(kept, 'base64url') : null;
  }

  /** Once the clinic's key is known here, an account that was not made with it does not exist for signing in. */
  function genuine(): AccountRecord[] {
    const key = clinicKey();
    return key === null ? all() : all().filter((account) => isGenuine(key, account));
  }

  function saveSetting(name: string, value: unknown, intentId: string): CommandResult {
    const seenVersion = desk.reads.setting(name)?.version ?? 0;
    const intent = newIntent(desk, {
      id: intentId,
      act: { kind: 'save-setting', name, value },
      seenVersion: seenVersion > 0 ? seenVersion : null,
      baseIntentId: desk.store.overlay.newestIntentOn(`setting:${name}`),
    });
    return record(desk, intent, []);
  }

  return {
    all,
    genuine,
    clinicKey,
    byId: (id: string) => genuine().find((account) => account.id === id) ?? null,
    byLogin: (login: string) => genuine().find((account) => foldLogin(account.login) === foldLogin(login)) ?? null,
    recovery(): RecoveryRecord | null {
      const row = desk.reads.setting(recoveryName);
      return readRecovery(row ? JSON.parse(row.body) : journal.readSetting(recoveryName));
    },
    save: (account: AccountRecord, intentId: string = randomUUID()) =>
      saveSetting(`${accountPrefix}${account.id}`, account, intentId),
    saveRecovery: (recovery: RecoveryRecord) => saveSetting(recoveryName, recovery, randomUUID()),
    keepClinicKey: (key: Uint8Array) => journal.writeSetting(keyName, Buffer.from(key).toString('base64url')),
    /** After the accounts changed: what a desk without its copy must know. */
    refreshCache(): void {
      const now = all();
      if (JSON.stringify(now) !== JSON.stringify(journal.readSetting(cacheName) ?? [])) journal.writeSetting(cacheName, now);
      const row = desk.reads.setting(recoveryName);
      if (row && row.body !== JSON.stringify(journal.readSetting(recoveryName))) {
        journal.writeSetting(recoveryName, JSON.parse(row.body));
      }
    },
  };
}
