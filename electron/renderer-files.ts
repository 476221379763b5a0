import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { appPath } from './app-address.ts';

/**
 * Nothing is allowed that is not named. The page talks to core over its port, so it needs no connection at all. Styles come from
 * files alone, too: what that asks of the page is in docs/gotchas.md.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** A file of the built renderer, never one outside `folder`, whatever the address says. */
export async function rendererFile(request: Request, folder: string): Promise<Response> {
  const path = appPath(request.url);
  if (path === null || path.includes('\0') || request.method !== 'GET') return new Response(null, { status: 403, headers });
  const file = resolve(join(folder, path));
  const type = types[extname(file)];
  if (!file.startsWith(resolve(folder) + sep) || type === undefined) return new Response(null, { status: 404, headers });
  const body = await readFile(file).catch(() => null);
  if (body === null) return new Response(null, { status: 404, headers });
  return new Response(new Uint8Array(body), { headers: { ...headers, 'content-type': type } });
}
