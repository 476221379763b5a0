import { request } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { Way } from './network.ts';

export interface MetCertificate {
  /** Who has issued it, as it says itself. */
  issuer: string | null;
  /** UTC. */
  until: string | null;
}

const patienceMs = 5_000;

/**
 * The certificate that an address shows, trusted or not: only looked at. The line is cut before any byte of a request is written
 * to it, so that a stranger learns nothing. null = none could be had.
 */
export async function metCertificate(url: string, { agents }: Way): Promise<MetCertificate | null> {
  const { promise, resolve } = Promise.withResolvers<MetCertificate | null>();
  const asked = request(url, {
    agent: agents.https,
    rejectUnauthorized: false,
    // A resumed session shows no certificate.
    maxCachedSessions: 0,
    timeout: patienceMs,
  } as object);
  asked.on('socket', (socket) => {
    const line = socket as TLSSocket;
    const read = () => {
      const { issuer, valid_to } = line.getPeerCertificate();
      resolve(issuer ? { issuer: nameOf(issuer), until: instantOf(valid_to) } : null);
      asked.destroy();
      line.destroy();
    };
    if (line.getPeerCertificate?.()?.raw) read();
    else line.once('secureConnect', read);
  });
  asked.on('timeout', () => asked.destroy(new Error('timeout')));
  asked.on('error', () => resolve(null));
  return await promise;
}

type Name = Partial<Record<'CN' | 'O' | 'OU', string | string[]>>;

function nameOf({ CN, O, OU }: Name): string | null {
  const [common, organisation] = [CN, O ?? OU].map((part) => (Array.isArray(part) ? part[0] : part));
  if (common && organisation && !common.includes(organisation)) return `${common} (${organisation})`;
  return common ?? organisation ?? null;
}

function instantOf(text: string): string | null {
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : `${new Date(at).toISOString().slice(0, 19)}Z`;
}
