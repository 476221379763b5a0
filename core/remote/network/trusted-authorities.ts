import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { getCACertificates, rootCertificates } from 'node:tls';

/** `unreadable`: the file cannot be read; `no-certificate`: it holds none, or a broken one. */
export type CaFileProblem = 'unreadable' | 'no-certificate';

/** Certificates of authorities in a PEM file of IT's. */
export function readCaFile(path: string): { certificates: string[]; problem: CaFileProblem | null } {
  try {
    const found = readFileSync(path, 'utf8').match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
    if (found.length === 0 || !found.every(isCertificate)) return { certificates: [], problem: 'no-certificate' };
    return { certificates: found, problem: null };
  } catch {
    return { certificates: [], problem: 'unreadable' };
  }
}

/**
 * Whom the desk trusts: the authorities that come with the program, those of the system's own store (a hospital's firewall puts
 * its own there), and IT's file. null = nothing beyond the program's own. Takes a tenth of a second, so only when it is needed.
 */
export function trustedAuthorities(caFile: string | null): string[] | null {
  // Only the Electron of the tests is too old for it.
  const system = typeof getCACertificates === 'function' ? getCACertificates('system') : [];
  const given = caFile === null ? [] : readCaFile(caFile).certificates;
  const own = new Set(rootCertificates.map(bare));
  const further = [...system, ...given].filter((certificate) => !own.has(bare(certificate)));
  return further.length === 0 ? null : [...rootCertificates, ...new Set(further)];
}

const bare = (certificate: string) => certificate.replaceAll(/\s+/g, '');

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}
