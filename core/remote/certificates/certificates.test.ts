/** Every kind of file that an authority may hand out, and every way in which it may be wrong. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CertificateUse } from '../../domain/certificate.ts';
import { judgeCertificate } from './judge-certificate.ts';
import { readPkcs12 } from './read-pkcs12.ts';
import { type IssuedCertificate, type TestAuthority, testCertificates } from './test-certificates.ts';

const password = 'Zażółć gęślą 7';
let made: ReturnType<typeof testCertificates>;
let authority: TestAuthority;
let rsa: IssuedCertificate;

beforeAll(() => {
  made = testCertificates();
  authority = made.authority('Centrum Testowe');
  rsa = authority.issue('Przychodnia Testowa');
});
afterAll(() => made.remove());

function judged(file: Uint8Array, use: CertificateUse = 'tls', nowMs = Date.now()) {
  const read = readPkcs12(file, password);
  return typeof read === 'string' ? read : judgeCertificate(read, use, nowMs);
}

describe('a file is read', () => {
  it.each<[string, () => Buffer]>([
    ['a modern one (AES-256, SHA-256)', () => rsa.pkcs12(password)],
    ['an old one (RC2-40 and 3DES, SHA-1), which Node.js refuses', () => rsa.pkcs12(password, { old: true })],
  ])('%s', (_name, file) => {
    expect(judged(file())).toMatchObject({
      facts: {
        subject: 'Przychodnia Testowa',
        issuer: 'Centrum Testowe',
        fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}/),
      },
      isChainWhole: true,
      key: expect.stringContaining('BEGIN PRIVATE KEY'),
      chain: rsa.certificate + authority.pem,
    });
  });

  it('one with a key of another kind than RSA, for the connection', () => {
    expect(judged(authority.issue('EC', { key: 'ec' }).pkcs12(password))).toMatchObject({ facts: { subject: 'EC' } });
  });

  it('one without its issuer, which is told', () => {
    expect(judged(rsa.pkcs12(password, { chain: false }))).toMatchObject({ isChainWhole: false, chain: rsa.certificate });
  });
});

describe('a file is refused', () => {
  it.each([true, false])('when the password is wrong (old: %s)', (old) => {
    const file = rsa.pkcs12(password, { old });
    for (const wrong of ['', 'Zażółć gęślą 8', `${password} `]) expect(readPkcs12(file, wrong)).toBe('wrong-password');
  });

  it.each<[string, () => Uint8Array]>([
    ['nothing', () => new Uint8Array()],
    ['a text', () => Buffer.from('-----BEGIN CERTIFICATE-----')],
    ['a certificate alone', () => Buffer.from(rsa.certificate.split('\n').slice(1, -2).join(''), 'base64')],
    ['half of a file', () => rsa.pkcs12(password).subarray(0, 900)],
  ])('when it is none: %s', (_name, file) => expect(readPkcs12(file(), password)).toBe('unreadable'));

  it('when it holds no key', () => {
    expect(judged(rsa.pkcs12(password, { key: false }))).toEqual({ code: 'certificate-no-key' });
  });

  it('when key and certificate do not belong together', () => {
    expect(judged(rsa.pkcs12(password, { of: authority.issue('Inna') }))).toEqual({ code: 'certificate-mismatch' });
  });

  it('when it is over, or not valid yet: to the second', () => {
    const file = authority.issue('Krótki', { from: 10, until: 20 }).pkcs12(password);
    const inDays = (days: number) => judged(file, 'tls', Date.now() + days * 86_400_000);
    expect(inDays(0)).toEqual({ code: 'certificate-early', facts: { date: expect.any(String) } });
    expect(inDays(11)).toMatchObject({ facts: { subject: 'Krótki' } });
    expect(inDays(21)).toEqual({ code: 'certificate-expired', facts: { date: expect.any(String) } });
    const good = inDays(15);
    if (typeof good === 'string' || 'code' in good) throw new Error('refused');
    const end = Date.parse(good.facts.until);
    expect(judged(file, 'tls', end)).toMatchObject({ facts: { subject: 'Krótki' } });
    expect(judged(file, 'tls', end + 1)).toMatchObject({ code: 'certificate-expired' });
  });

  it('for signing, when its key is no RSA key', () => {
    expect(judged(authority.issue('EC', { key: 'ec' }).pkcs12(password), 'signing')).toEqual({ code: 'certificate-not-rsa' });
    expect(judged(rsa.pkcs12(password), 'signing')).toMatchObject({ facts: { subject: 'Przychodnia Testowa' } });
  });
});
