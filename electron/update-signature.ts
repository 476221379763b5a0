import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

/** What a feed says of one version; `signature` is ours, the rest electron-builder's. */
export interface FeedEntry {
  version: string;
  files: readonly { url: string; sha512: string }[];
  /** Ed25519 by the release key over version, names and digests; base64. */
  signature?: unknown;
}

/**
 * Nothing else tells an AppImage who made its next version: the digest stands in the same feed as the file. With a release key in
 * the program whoever takes the feed's server over has nothing that is installed.
 *
 * @param publicKey SPKI, base64 of the DER
 */
export function isSignedEntry(entry: FeedEntry, publicKey: string): boolean {
  if (typeof entry.signature !== 'string') return false;
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return verify(null, signedText(entry), key, Buffer.from(entry.signature, 'base64'));
  } catch {
    return false;
  }
}

/** @param privateKey PKCS#8, PEM */
export const signatureOf = (entry: FeedEntry, privateKey: string): string =>
  sign(null, signedText(entry), createPrivateKey(privateKey)).toString('base64');

function signedText({ version, files }: FeedEntry): Buffer {
  return Buffer.from(JSON.stringify(['okienko update', version, files.map(({ url, sha512 }) => [url, sha512])]));
}
