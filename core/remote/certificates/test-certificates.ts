/** Certificates of invented authorities, for tests alone: made anew by OpenSSL at each run, in every form that authorities use. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TestAuthority {
  /** PEM. */
  pem: string;
  /** `key`: `ec` or `rsa`; `from`, `until`: in days from now. */
  issue(name: string, over?: { key?: 'ec' | 'rsa'; from?: number; until?: number; host?: string }): IssuedCertificate;
}

export interface IssuedCertificate {
  certificate: string;
  key: string;
  /** `old`: RC2-40 and 3DES with SHA-1, as old authorities write. `of`: the key of another certificate. */
  pkcs12(password: string, form?: { old?: boolean; chain?: boolean; key?: false; of?: IssuedCertificate }): Buffer;
}

export function testCertificates() {
  const folder = mkdtempSync(join(tmpdir(), 'okienko-certificates-'));
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] });
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  let made = 0;
  const day = (days: number) => `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 19).replace(/[-T:]/g, '')}Z`;
  const newKey = (kind: 'ec' | 'rsa') =>
    kind === 'rsa' ? ['-newkey', 'rsa:2048', '-nodes'] : ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

  function authority(name: string): TestAuthority {
    const ca = `ca${made++}`;
    const root = ['-subj', `/CN=${name}`, '-addext', 'basicConstraints=critical,CA:TRUE', '-days', '400'];
    openssl('req', '-utf8', '-x509', ...newKey('rsa'), '-keyout', `${ca}.key`, '-out', `${ca}.pem`, ...root);
    writeFileSync(join(folder, `${ca}.index`), '');
    return {
      pem: text(`${ca}.pem`),
      issue(subject, { key = 'rsa', from = -1, until = 300, host } = {}) {
        const own = `c${made++}`;
        openssl('req', '-utf8', ...newKey(key), '-keyout', `${own}.key`, '-out', `${own}.csr`, '-subj', `/CN=${subject}`);
        const names = host === undefined ? [] : [`subjectAltName=DNS:${host},IP:127.0.0.1`];
        const sections = [
          '[ca]',
          'default_ca=a',
          '[a]',
          `database=${ca}.index`,
          'rand_serial=yes',
          'default_md=sha256',
          'policy=p',
        ];
        const rest = ['unique_subject=no', 'new_certs_dir=.', 'x509_extensions=e', '[p]', 'commonName=supplied', '[e]', ...names];
        writeFileSync(join(folder, `${own}.cnf`), `${[...sections, ...rest].join('\n')}\n`);
        const when = ['-startdate', day(from), '-enddate', day(until)];
        const by = ['-cert', `${ca}.pem`, '-keyfile', `${ca}.key`, '-batch', '-notext'];
        openssl('ca', '-config', `${own}.cnf`, ...by, '-in', `${own}.csr`, '-out', `${own}.pem`, ...when);
        return issued(own, ca);
      },
    };
  }

  function issued(own: string, ca: string): IssuedCertificate {
    return {
      certificate: text(`${own}.pem`),
      key: text(`${own}.key`),
      pkcs12(password, { old = false, chain = true, key, of } = {}) {
        if (of) return foreign(of, password);
        const ciphers = ['-legacy', '-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-RC2-40', '-macalg', 'sha1'];
        return openssl(
          ...['pkcs12', '-export', '-in', `${own}.pem`, '-passout', `pass:${password}`],
          ...(key === false ? ['-nokeys'] : ['-inkey', `${own}.key`]),
          ...(chain ? ['-certfile', `${ca}.pem`] : []),
          ...(old ? ciphers : []),
        );
      },
    };

    /** OpenSSL itself refuses a key that does not fit, so the certificate comes along as somebody else's. */
    function foreign(other: IssuedCertificate, password: string): Buffer {
      writeFileSync(join(folder, 'foreign.key'), other.key);
      const out = ['-passout', `pass:${password}`, '-nomac'];
      return openssl('pkcs12', '-export', '-nocerts', '-inkey', 'foreign.key', '-certfile', `${own}.pem`, ...out);
    }
  }

  return { authority, remove: () => rmSync(folder, { recursive: true }) };
}
