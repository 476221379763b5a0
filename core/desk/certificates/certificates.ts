import { createPrivateKey } from 'node:crypto';
import type { JWK } from 'jose';
import type { CertificateImported, CertificateRemoved, CertificateView } from '../../contract/certificate-views.ts';
import { type CertificateFacts, type CertificateUse, certificateUses, daysLeft } from '../../domain/certificate.ts';
import { judgeCertificate } from '../../remote/certificates/judge-certificate.ts';
import { readPkcs12 } from '../../remote/certificates/read-pkcs12.ts';
import type { TlsIdentity } from '../../remote/network/network.ts';
import type { Journal } from '../../sync/ports.ts';
import type { DeskContext } from '../desk-context.ts';

const settingOf = (use: CertificateUse) => `certificate-${use}`;

interface Kept {
  chain: string;
  key: string;
  facts: CertificateFacts;
  at: string;
  by: string;
}

/** Certificate and key lie in the encrypted journal, like the desk's own key; the password of the file lies nowhere. */
function kept(journal: Journal, use: CertificateUse): Kept | null {
  return journal.readSetting(settingOf(use)) as Kept | null;
}

/** What the desk shows central; read anew at each new context. */
export function tlsIdentity(journal: Journal): TlsIdentity | null {
  const found = kept(journal, 'tls');
  return found && { certificate: found.chain, key: found.key };
}

/** What the desk signs with; null = its own key. */
export function signingKey(journal: Journal): JWK | null {
  const found = kept(journal, 'signing');
  return found && createPrivateKey(found.key).export({ format: 'jwk' });
}

export function readCertificates({ store, time }: Pick<DeskContext, 'store' | 'time'>): CertificateView[] {
  const now = Date.parse(time.now());
  return certificateUses.flatMap((use) => {
    const found = kept(store.journal, use);
    return found
      ? [{ use, ...found.facts, days: daysLeft(found.facts.until, now), importedAt: found.at, importedBy: found.by }]
      : [];
  });
}

/** Takes a certificate into use, or another one in the place of the former: new lines and signatures use it at once. */
export function importCertificate(
  desk: DeskContext,
  { use, base64, password }: { use: CertificateUse; base64: string; password: string },
): CertificateImported {
  const read = readPkcs12(Buffer.from(base64, 'base64'), password);
  if (read === 'unreadable') return { ok: false, refusals: [{ code: 'certificate-unreadable' }] };
  if (read === 'wrong-password') return { ok: false, refusals: [{ code: 'certificate-password' }] };
  const judged = judgeCertificate(read, use, Date.parse(desk.time.now()));
  if ('code' in judged) return { ok: false, refusals: [judged] };
  const { journal, log } = desk.store;
  const before = kept(journal, use);
  const { chain, key, facts, isChainWhole } = judged;
  journal.writeSetting(settingOf(use), { chain, key, facts, at: desk.time.now(), by: desk.author } satisfies Kept);
  log.note({
    at: desk.time.now(),
    author: desk.author,
    what: before === null ? 'import-certificate' : 'replace-certificate',
    beforeRef: before && refOf(use, before.facts),
    afterRef: refOf(use, facts),
    reason: null,
  });
  if (use === 'tls') desk.machine.renewIdentity();
  desk.statusChanges.publish('changed');
  return { ok: true, certificates: readCertificates(desk), replaced: before !== null, isChainWhole };
}

/** Nothing is shown or signed with it any more; the desk's own key signs again. */
export function removeCertificate(desk: DeskContext, use: CertificateUse): CertificateRemoved {
  const { journal, log } = desk.store;
  const before = kept(journal, use);
  if (before === null) return { ok: false, refusals: [{ code: 'not-found', path: 'use' }] };
  journal.writeSetting(settingOf(use), null);
  log.note({
    at: desk.time.now(),
    author: desk.author,
    what: 'remove-certificate',
    beforeRef: refOf(use, before.facts),
    afterRef: null,
    reason: null,
  });
  if (use === 'tls') desk.machine.renewIdentity();
  desk.statusChanges.publish('changed');
  return { ok: true, certificates: readCertificates(desk) };
}

/** I7: which one, by its fingerprint. */
const refOf = (use: CertificateUse, { fingerprint }: CertificateFacts) =>
  `certificate:${use}:${fingerprint.replaceAll(':', '').slice(0, 16)}`;
