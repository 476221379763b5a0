/**
 * PKCS#12 files as authorities hand them out. Node.js refuses the ciphers of old ones (RC2-40, 3DES), which P1's are said to
 * use, so node-forge opens the file; what is in it is read by Node.js.
 */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import forge from 'node-forge';

export interface Pkcs12 {
  /** null = the file holds none. */
  key: KeyObject | null;
  certificates: X509Certificate[];
}

export type Pkcs12Problem = 'unreadable' | 'wrong-password';

/** The file has been read, so that no text of node-forge has to be. */
export function readPkcs12(file: Uint8Array, password: string): Pkcs12 | Pkcs12Problem {
  const content = asn1Of(file);
  if (content === null) return 'unreadable';
  const opened = open(content, password);
  if (opened === null) return 'wrong-password';
  try {
    return { key: keyIn(opened), certificates: certificatesIn(opened) };
  } catch {
    return 'unreadable';
  }
}

function asn1Of(file: Uint8Array): forge.asn1.Asn1 | null {
  try {
    const content = forge.asn1.fromDer(forge.util.createBuffer(Buffer.from(file).toString('binary')));
    // PFX: version 3, the contents, and by whom they were sealed.
    const [version] = Array.isArray(content.value) ? content.value : [];
    return typeof version === 'object' && version.type === forge.asn1.Type.INTEGER ? content : null;
  } catch {
    return null;
  }
}

/**
 * Old ciphers take a password as UTF-16, as the seal does, modern ones as UTF-8; node-forge hands one text to all. So where the two
 * differ (ą, ł), a modern file is opened without its seal: a wrong password then shows in what cannot be decrypted.
 */
function open(content: forge.asn1.Asn1, password: string): forge.pkcs12.Pkcs12Pfx | null {
  const utf8 = Buffer.from(password, 'utf8').toString('binary');
  const opened = tryOpen(content, password);
  if (opened !== null || utf8 === password || !Array.isArray(content.value)) return opened;
  return tryOpen({ ...content, value: content.value.slice(0, 2) } as forge.asn1.Asn1, utf8);
}

function tryOpen(content: forge.asn1.Asn1, password: string): forge.pkcs12.Pkcs12Pfx | null {
  try {
    return forge.pkcs12.pkcs12FromAsn1(content, password);
  } catch {
    return null;
  }
}

function bagsOf(opened: forge.pkcs12.Pkcs12Pfx, ...types: string[]): forge.pkcs12.Bag[] {
  return types.flatMap((bagType) => opened.getBags({ bagType })[bagType] ?? []);
}

const derOf = (content: forge.asn1.Asn1): Buffer => Buffer.from(forge.asn1.toDer(content).getBytes(), 'binary');

function keyIn(opened: forge.pkcs12.Pkcs12Pfx): KeyObject | null {
  const { pkcs8ShroudedKeyBag, keyBag } = forge.pki.oids;
  const [bag] = bagsOf(opened, pkcs8ShroudedKeyBag ?? '', keyBag ?? '');
  if (bag === undefined) return null;
  // node-forge knows RSA alone; any other key it leaves as it was.
  if (bag.key) return createPrivateKey(forge.pki.privateKeyToPem(bag.key));
  return createPrivateKey({ key: derOf(bag.asn1), format: 'der', type: 'pkcs8' });
}

function certificatesIn(opened: forge.pkcs12.Pkcs12Pfx): X509Certificate[] {
  return bagsOf(opened, forge.pki.oids.certBag ?? '').map(
    (bag) => new X509Certificate(bag.cert ? forge.pki.certificateToPem(bag.cert) : derOf(bag.asn1)),
  );
}
