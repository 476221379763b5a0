/**
 * `node scripts/run.mjs scripts/sign-feed.mjs FEED…`: signs electron-builder's feeds (`latest*.yml`, `beta*.yml`) by the release key in
 * OKIENKO_UPDATE_KEY (Ed25519, PKCS#8 PEM), whose public half was in OKIENKO_UPDATE_PUBLIC_KEY when the program was built.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { signatureOf } from '../electron/update-signature.ts';

/** @param {string} feed as electron-builder writes it @param {string} privateKey */
export function signedFeed(feed, privateKey) {
  const version = /^version: '?([^'\n]+)'?$/m.exec(feed)?.[1];
  const files = [...feed.matchAll(/^ {2}- url: (\S+)\n {4}sha512: (\S+)$/gm)].map(([, url = '', sha512 = '']) => ({
    url,
    sha512,
  }));
  if (version === undefined || files.length === 0) throw new Error('this is no feed of electron-builder');
  const unsigned = feed.replace(/^signature: .*\n/m, '');
  return `${unsigned}signature: ${signatureOf({ version, files }, privateKey)}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const key = process.env.OKIENKO_UPDATE_KEY;
  if (!key) throw new Error('OKIENKO_UPDATE_KEY is not set');
  for (const file of process.argv.slice(2)) {
    writeFileSync(file, signedFeed(readFileSync(file, 'utf8'), key));
    console.log(`signed ${file}`);
  }
}
