import type { KeyObject, X509Certificate } from 'node:crypto';
import type { CertificateFacts, CertificateUse } from '../../domain/certificate.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Pkcs12 } from './read-pkcs12.ts';

export interface GoodCertificate {
  /** PEM: the own one first, then who signed it, as far as the file tells. */
  chain: string;
  /** PEM (PKCS#8). */
  key: string;
  facts: CertificateFacts;
  /** Who signed it is in the file too. */
  isChainWhole: boolean;
}

/** Can this file serve? `nowMs` decides about its validity. */
export function judgeCertificate({ key, certificates }: Pkcs12, use: CertificateUse, nowMs: number): GoodCertificate | Refusal {
  if (key === null) return { code: 'certificate-no-key' };
  const own = certificates.find((each) => each.checkPrivateKey(key));
  if (own === undefined) return { code: 'certificate-mismatch' };
  const facts = factsOf(own);
  if (nowMs > Date.parse(facts.until)) return { code: 'certificate-expired', facts: { date: facts.until } };
  if (nowMs < Date.parse(facts.from)) return { code: 'certificate-early', facts: { date: facts.from } };
  // P1 takes signatures by RSA alone.
  if (use === 'signing' && key.asymmetricKeyType !== 'rsa') return { code: 'certificate-not-rsa' };
  const chain = chainOf(own, certificates);
  return { chain: chain.map(String).join(''), key: pemOf(key), facts, isChainWhole: isWhole(chain) };
}

const pemOf = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();

function chainOf(own: X509Certificate, all: readonly X509Certificate[]): X509Certificate[] {
  const chain = [own];
  for (let last = own; !isRoot(last); ) {
    const issuer = all.find((each) => !chain.includes(each) && last.checkIssued(each) && last.verify(each.publicKey));
    if (issuer === undefined) break;
    chain.push(issuer);
    last = issuer;
  }
  return chain;
}

const isRoot = (certificate: X509Certificate) => certificate.checkIssued(certificate);

/** At least one authority beside the own one, or signed by itself. */
const isWhole = ([own, issuer]: readonly X509Certificate[]) => issuer !== undefined || (own !== undefined && isRoot(own));

function factsOf(certificate: X509Certificate): CertificateFacts {
  return {
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    from: new Date(certificate.validFrom).toISOString(),
    until: new Date(certificate.validTo).toISOString(),
    fingerprint: certificate.fingerprint256,
  };
}

/** Common name, otherwise the whole: authorities order the parts as they like. */
const nameOf = (distinguished: string) => /(?:^|\n)CN=([^\n]+)/.exec(distinguished)?.[1] ?? distinguished.replaceAll('\n', ', ');
