import { createPrivateKey } from 'node:crypto';
import type { JWK } from 'jose';
import { z } from 'zod';
import type { DemoTls } from '../desk-connection.ts';

/** What can be read from the text that central's administrator hands out for one desk. */
export interface Enrolment {
  fhirUrl: string | null;
  clinicId: string | null;
  clinicName: string | null;
  clientId: string | null;
  key: JWK | null;
  /** Of P1's dialect (docs/p1.md). */
  isP1: boolean;
  /** Of a training P1 only: the certificate that its desks share. */
  tls: DemoTls | null;
}

const text = z.string().trim().min(1).nullish().catch(null);
const jwk = z.looseObject({ kty: z.string(), d: z.string() });
const shape = z.object({
  fhirUrl: text,
  fhir: text,
  clinicId: text,
  clinic: text,
  clinicName: text,
  clientId: text,
  privateJwk: jwk.nullish().catch(null),
  jwk: jwk.nullish().catch(null),
  dialect: text,
  tls: z.object({ authority: z.string(), certificate: z.string(), key: z.string() }).nullish().catch(null),
  clients: z.array(z.looseObject({})).nullish().catch(null),
});

const nothing: Enrolment = { fhirUrl: null, clinicId: null, clinicName: null, clientId: null, key: null, isP1: false, tls: null };

/**
 * Reads a desk's enrolment: `connection.json`, what central prints for its clients, a bare private key (JWK or PEM), or any of
 * them as one line of base64 that was copied from a letter. What is not there is null; nothing throws.
 */
export function readEnrolment(given: string): Enrolment {
  const trimmed = given.trim();
  const pem = keyFromPem(trimmed);
  if (pem) return { ...nothing, key: pem };
  const value = parsed(trimmed) ?? parsed(fromBase64(trimmed));
  return value === null ? nothing : fromObject(value);
}

function fromObject(value: object): Enrolment {
  const bare = jwk.safeParse(value);
  if (bare.success) return { ...nothing, key: bare.data };
  const { data } = shape.safeParse(value);
  if (!data) return nothing;
  const [first] = data.clients ?? [];
  const inner = first === undefined ? nothing : fromObject(first);
  return {
    fhirUrl: data.fhirUrl ?? data.fhir ?? inner.fhirUrl,
    clinicId: data.clinicId ?? data.clinic ?? inner.clinicId,
    clinicName: data.clinicName ?? inner.clinicName,
    clientId: data.clientId ?? inner.clientId,
    key: data.privateJwk ?? data.jwk ?? inner.key,
    isP1: data.dialect === 'p1' || inner.isP1,
    tls: data.tls ?? inner.tls,
  };
}

function keyFromPem(pem: string): JWK | null {
  if (!pem.includes('PRIVATE KEY-----')) return null;
  try {
    return createPrivateKey(pem).export({ format: 'jwk' }) as JWK;
  } catch {
    return null;
  }
}

function parsed(json: string): object | null {
  try {
    const value: unknown = JSON.parse(json.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

const fromBase64 = (code: string): string =>
  /^[\w+/=\s-]+$/.test(code) ? Buffer.from(code.replace(/\s/g, ''), 'base64').toString('utf8') : '';
