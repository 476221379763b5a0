/** The renderer's own origin: a standard, secure scheme instead of file://, which could read the whole disk. */
export const appScheme = 'app';
const appHost = 'okienko';
export const appPage = `${appScheme}://${appHost}/index.html`;

export function isAppPage(url: string): boolean {
  const parsed = parse(url);
  return parsed !== null && parsed.protocol === `${appScheme}:` && parsed.host === appHost;
}

/** Path inside the built renderer, `/assets/index-1a2b.js`; null when the address is not ours. */
export function appPath(url: string): string | null {
  const parsed = isAppPage(url) ? parse(url) : null;
  if (parsed === null) return null;
  try {
    const path = decodeURIComponent(parsed.pathname);
    return path === '/' ? '/index.html' : path;
  } catch {
    return null;
  }
}

/** `data:` images are part of the page; the developer's tools (never in the installed program) load themselves. */
export function isOwnRequest(url: string): boolean {
  return isAppPage(url) || url.startsWith('data:image/') || url.startsWith('devtools:') || url.startsWith(`blob:${appScheme}:`);
}

const tables = ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'];

/** A table that the page has made out of what it shows. Nothing that a computer would run. */
export function isOwnExport(url: string, type: string): boolean {
  return url.startsWith(`blob:${appScheme}://${appHost}/`) && tables.includes(type.split(';')[0] ?? '');
}

function parse(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}
