import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readEnrolment } from './read-enrolment.ts';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = privateKey.export({ format: 'jwk' });
const whole = {
  fhirUrl: 'https://cer.example/fhir',
  clinicId: 'clinic-1',
  clinicName: 'Przychodnia Przy Rynku',
  clientId: 'desk-1',
  key: jwk,
  isP1: false,
  tls: null,
};
const nothing = { fhirUrl: null, clinicId: null, clinicName: null, clientId: null, key: null, isP1: false, tls: null };

describe('the enrolment of a desk', () => {
  const { key, isP1: _isP1, tls: _tls, ...rest } = whole;
  const file = JSON.stringify({ ...rest, privateJwk: key });

  it('is read from connection.json', () => expect(readEnrolment(file)).toEqual(whole));

  it('is read with a byte order mark and blanks around it', () => expect(readEnrolment(`\uFEFF${file}\n `)).toEqual(whole));

  it('is read from one line of base64, also with line breaks of a letter', () => {
    const code = Buffer.from(file).toString('base64');
    expect(readEnrolment(code)).toEqual(whole);
    expect(readEnrolment(code.replace(/.{60}/g, '$&\n'))).toEqual(whole);
    expect(readEnrolment(Buffer.from(file).toString('base64url'))).toEqual(whole);
  });

  it('is read from what central prints for its clients', () => {
    const clients = [{ clinic: 'clinic-1', clinicName: 'Przychodnia Przy Rynku', clientId: 'desk-1', jwk }];
    expect(readEnrolment(JSON.stringify({ fhir: whole.fhirUrl, clients }))).toEqual(whole);
  });

  it('of P1 tells so, with the certificate of a training P1', () => {
    const tls = { authority: 'a', certificate: 'c', key: 'k' };
    const p1 = { clinic: 'clinic-1', clientId: 'desk-1', jwk, dialect: 'p1', fhirUrl: 'https://p1.example/fhir', tls };
    const read = { clinicId: 'clinic-1', fhirUrl: 'https://p1.example/fhir', isP1: true, tls };
    expect(readEnrolment(JSON.stringify(p1))).toMatchObject(read);
    expect(readEnrolment(JSON.stringify({ clients: [p1] }))).toMatchObject(read);
    expect(readEnrolment(JSON.stringify({ ...p1, tls: { authority: 7 } }))).toMatchObject({ isP1: true, tls: null });
  });

  it('may be the key alone, as JWK or PEM', () => {
    expect(readEnrolment(JSON.stringify(jwk))).toEqual({ ...nothing, key: jwk });
    expect(readEnrolment(privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())).toEqual({ ...nothing, key: jwk });
  });

  it('keeps what can be read when the rest is not there', () =>
    expect(readEnrolment('{"clinicId":"clinic-1","privateJwk":{"kty":"EC"},"clientId":7}')).toEqual({
      ...nothing,
      clinicId: 'clinic-1',
    }));

  it.each([
    '',
    'dzień dobry',
    '[]',
    'null',
    '-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----',
    '====',
    '{"clients":[7]}',
  ])('reads nothing from %j', (text) => expect(readEnrolment(text)).toEqual(nothing));
});
