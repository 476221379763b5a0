import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type ClinicSlot, readKeySlots, writeKeySlots } from '../../store/key-file.ts';
import { endRotation, readRotation } from '../../store/rotation-file.ts';
import { derivedKey, sealWithKey, unsealWithKey } from '../../store/seal-with-key.ts';
import type { AccountBook } from './account-book.ts';
import { type AccountRecord, foldLogin } from './account-record.ts';
import { openAsPerson, openOwnKeys } from './person-key.ts';
import { unsealWithSecret } from './seal.ts';

const recoveryOpener = 'recovery';

const wrappingKey = (clinicKey: Uint8Array) => derivedKey(clinicKey, 'okienko data key');
const digestOf = (login: string) =>
  createHash('sha256')
    .update(`okienko login ${foldLogin(login)}`)
    .digest('base64url');

/**
 * Lets every account of the clinic and the recovery code open this folder's data key, so that another user of the computer can,
 * and a lost key store of the system loses nothing. A folder without a key file (preview, developer) has no slots.
 */
export function keepClinicSlot(folder: string, dataKey: Uint8Array, book: AccountBook): void {
  const slots = readKeySlots(folder);
  const clinicKey = book.clinicKey();
  if (slots === null || clinicKey === null) return;
  // The code of a key that this desk has not got yet opens nothing here, and the one before it has been withdrawn.
  const recovery = book.isBehind() ? null : book.recovery();
  const ring = book.heldKey()?.ring ?? null;
  // A password set before the clinic's key changed opens the present one through the person's own pair of keys.
  const boxFor = ({ id, own }: AccountRecord) => {
    const box = ring?.people.find((person) => person.id === id)?.box;
    return box && own ? { person: { secret: own.secret, box } } : {};
  };
  const openers = [
    ...book
      .genuine()
      .filter(({ active }) => active)
      .map((account) => ({ who: digestOf(account.login), sealed: account.credential, ...boxFor(account) })),
    ...(recovery ? [{ who: recoveryOpener, sealed: recovery.credential }] : []),
  ];
  const before = slots.find((slot): slot is ClinicSlot => slot.kind === 'clinic');
  const opened = before && unsealWithKey(wrappingKey(clinicKey), before.wrapped);
  if (before && opened && Buffer.from(opened).equals(dataKey) && isDeepStrictEqual(before.openers, openers)) return;
  const slot: ClinicSlot = { kind: 'clinic', openers, wrapped: sealWithKey(wrappingKey(clinicKey), dataKey) };
  writeKeySlots(folder, [...slots.filter(({ kind }) => kind !== 'clinic'), slot]);
}

/**
 * The old key leads to the new one until the last slot that may still hold it has been sealed anew: the system's by main before
 * this opening, the clinic's as soon as the clinic's key is known here.
 */
export function settleRotation(folder: string, dataKey: Uint8Array, book: AccountBook): void {
  const rotation = readRotation(folder, dataKey);
  if (!rotation?.filesDone || !Buffer.from(rotation.to).equals(dataKey)) return;
  const slot = clinicSlotOf(folder);
  const clinicKey = book.clinicKey();
  const opened = slot && clinicKey && unsealWithKey(wrappingKey(clinicKey), slot.wrapped);
  if (!slot || (opened && Buffer.from(opened).equals(dataKey))) endRotation(folder);
}

const clinicSlotOf = (folder: string) => readKeySlots(folder)?.find((slot): slot is ClinicSlot => slot.kind === 'clinic');

/** The data key by somebody's login and password, or by the recovery code; null = not opened. */
export async function openClinicSlot(folder: string, by: { login: string; password: string } | { code: string }) {
  const slot = clinicSlotOf(folder);
  const who = 'code' in by ? recoveryOpener : digestOf(by.login);
  const opener = slot?.openers.find((each) => each.who === who);
  if (!slot || !opener) return null;
  const opened = await unsealWithSecret('code' in by ? by.code : by.password, opener.sealed);
  if (!opened) return null;
  const direct = unsealWithKey(wrappingKey(opened.content), slot.wrapped);
  if (direct || !opener.person) return direct;
  const own = openOwnKeys(opener.person.secret, opened.secretKey);
  const clinicKey = own && openAsPerson(own, opener.person.box);
  return clinicKey && unsealWithKey(wrappingKey(clinicKey), slot.wrapped);
}
