import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Html } from './html.ts';

/** Nothing but our own stylesheet and forms to our own address: no script at all, no frame, no picture. */
const contentPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

// Found from the sources, and beside the bundle of the installed program.
const style = readFileSync(join(import.meta.dirname, 'style.css'), 'utf8');

export function sendPage(reply: FastifyReply, page: Html, status = 200): FastifyReply {
  return secured(reply).code(status).type('text/html; charset=utf-8').send(page.text);
}

export function registerStyle(server: FastifyInstance): void {
  server.get('/ikp/style.css', (_request, reply) => secured(reply).type('text/css; charset=utf-8').send(style));
}

function secured(reply: FastifyReply): FastifyReply {
  return reply
    .header('Content-Security-Policy', contentPolicy)
    .header('Referrer-Policy', 'same-origin')
    .header('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=()')
    .header('Cross-Origin-Opener-Policy', 'same-origin')
    .header('Cross-Origin-Resource-Policy', 'same-origin');
}

/** A form that was sent from one of our own pages: browsers name the origin of every POST. */
export function isOwnPage({ headers, protocol, host }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  return headers.origin === `${protocol}://${host}`;
}
