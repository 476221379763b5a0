import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CertificateRemoved, CertificateView } from '../core/contract/certificate-views.ts';
import { askPassword } from './ask-password.ts';
import type { Options } from './options.ts';
import type { Output } from './output.ts';
import type { Texts } from './texts.ts';
import type { Reached } from './with-desk.ts';

/** `certificates`: what is in use and until when; `certificates import FILE`: takes a PKCS#12 file into use at once; `certificates remove`. */
export async function certificatesCommand({ desk }: Reached, options: Options, texts: Texts, out: Output): Promise<boolean> {
  const [word, file] = options.paths;
  const use = options.signing ? 'signing' : 'tls';
  if (word === 'remove') return told(await desk.certificates.remove({ use }), options, texts, out);
  if (word !== 'import' || file === undefined) {
    print(await desk.certificates.list(), options.json, texts, out);
    return true;
  }
  // Read first: nobody types a password for a file that is not there.
  const base64 = readFileSync(resolve(file)).toString('base64');
  const password =
    options.codeFile === null ? await askPassword(texts.filePassword, out) : withoutEnd(readFileSync(options.codeFile, 'utf8'));
  const done = await desk.certificates.import({ use, base64, password });
  if (done.ok && !done.isChainWhole) out.say(texts.noChain);
  return told(done, options, texts, out);
}

function told(done: CertificateRemoved, { json }: Options, texts: Texts, out: Output): boolean {
  if (done.ok) {
    print(done.certificates, json, texts, out);
    return true;
  }
  const codes = done.refusals.map(({ code }) => code);
  out.print(json ? JSON.stringify({ ok: false, troubles: codes }) : `refused: ${codes.join(', ')}`);
  return false;
}

/** The end of its line is not part of a password. */
const withoutEnd = (text: string) => text.replace(/\r?\n$/, '');

function print(certificates: readonly CertificateView[], json: boolean, texts: Texts, out: Output): void {
  if (json) {
    out.print(JSON.stringify({ ok: true, certificates }));
    return;
  }
  if (certificates.length === 0) out.print(texts.noCertificates);
  for (const { use, subject, issuer, until, days } of certificates) {
    out.print(`${use.padEnd(9)}${until.slice(0, 10)} ${texts.certificateLine(days, subject, issuer)}`);
  }
}
