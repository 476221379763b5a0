import type { CertificateProblem, NetworkTrouble } from '../../domain/network-trouble.ts';
import { isObject } from '../../fhir/read.ts';

export interface FailedExchange {
  code: string;
  /** A timeout's phase as got names it. */
  phase: string | null;
  /** The machine that was asked. */
  host: string;
  /** `host:port` when a proxy led to it. */
  proxy: string | null;
}

/** A certificate is refused in the handshake, before the request is written. */
export const certificateCodes = /^(ERR_TLS_CERT_|CERT_|DEPTH_ZERO_|SELF_SIGNED_CERT|UNABLE_TO_(GET|VERIFY)_)/;

/** Alerts by which the other side says that it wants another certificate of ours, or one at all. */
const clientCertificateCodes =
  /^ERR_SSL_(TLSV1[23]?_|SSLV3_)?ALERT_(CERTIFICATE_(REQUIRED|EXPIRED|REVOKED|UNKNOWN)|BAD_CERTIFICATE|UNKNOWN_CA|NO_CERTIFICATE)|^ERR_SSL_TLSV1_ALERT_UNKNOWN_CA$/;

/** What a failed exchange says about the way; null = nothing for sure. */
export function diagnoseFailure({ code, phase, host, proxy }: FailedExchange): NetworkTrouble | null {
  if (certificateCodes.test(code)) return { kind: 'certificate', problem: problemOf(code), issuer: null, until: null };
  if (clientCertificateCodes.test(code)) return { kind: 'client-certificate', host };
  // libuv's word for whatever the TLS handshake stumbles over but a certificate.
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return { kind: 'tls-version', host };
  // Whatever fails before a line stands is the proxy's when there is one.
  const asked = proxy ?? host;
  const unreachable = (kind: 'name-unknown' | 'refused' | 'no-route' | 'timeout'): NetworkTrouble =>
    proxy === null ? { kind, host } : { kind: 'proxy-unreachable', host: asked };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return unreachable('name-unknown');
  if (code === 'ECONNREFUSED') return unreachable('refused');
  if (['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN'].includes(code)) return unreachable('no-route');
  if (code === 'ETIMEDOUT') return phase === null || phase === 'connect' ? unreachable('timeout') : { kind: 'timeout', host };
  return null;
}

function problemOf(code: string): CertificateProblem {
  if (code === 'CERT_HAS_EXPIRED') return 'expired';
  if (code === 'CERT_NOT_YET_VALID') return 'not-yet-valid';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'other-host';
  const unknown = /^(SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY_LEAF)|CERT_UNTRUSTED)/;
  return unknown.test(code) ? 'unknown-issuer' : 'other';
}

export interface AnsweredExchange {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Parsed JSON; undefined = it was none. */
  body: unknown;
}

/** Is an answer central's own? A page for people never is: its status tells who else it may be. */
export function diagnoseAnswer({ status, headers, body }: AnsweredExchange): NetworkTrouble | null {
  if (isObject(body) || Array.isArray(body)) return null;
  const isPage = /^text\/html\b/.test(String(headers['content-type'] ?? ''));
  if (status === 511 || (status >= 300 && status < 400 && headers.location !== undefined)) return { kind: 'captive-portal' };
  if (isPage && status < 300) return { kind: 'captive-portal' };
  if (isPage || [502, 503, 504].includes(status)) return { kind: 'gateway', status };
  return null;
}
