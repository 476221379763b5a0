import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

export interface StaticFile {
  body: Buffer;
  type: string;
  /** Vite names files in assets/ by their content. */
  immutable: boolean;
}

/** A file of the built renderer, or null; never one outside `root`, whatever the path says. */
export async function staticFile(root: string, pathname: string): Promise<StaticFile | null> {
  const name = decoded(pathname);
  if (name === null || name.includes('\0')) return null;
  const path = resolve(join(root, name === '/' ? 'index.html' : name));
  const type = types[extname(path)];
  if (!path.startsWith(resolve(root) + sep) || !type) return null;
  const body = await readFile(path).catch(() => null);
  return body && { body, type, immutable: name.startsWith('/assets/') };
}

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}
