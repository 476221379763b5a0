import type { AccessResult } from '../../contract/access-views.ts';
import { destroyKeys } from '../../store/key-file.ts';
import { type Access, auditAccess } from './access.ts';
import { opensWith } from './sign-in.ts';

/** Crypto-shredding: databases, backups and what deleted files have left on the disk open with nothing any more. */
export async function destroyDesk(access: Access, input: { password: string }): Promise<AccessResult> {
  const account = access.session.person();
  if (account === null || access.keys === null) return { ok: false, refusals: [{ code: 'signed-out' }] };
  const opened = await opensWith(access, account, input.password);
  if (!opened.ok) return opened;
  auditAccess(access, account.name, 'desk-destroyed', account.id);
  destroyKeys(access.keys.folder);
  return { ok: true };
}
