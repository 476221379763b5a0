/** `cer.example` → `https://cer.example/fhir`; plain HTTP to this computer alone. */
export function centralAddress(
  typed: string,
): { ok: true; fhirUrl: string } | { ok: false; why: 'address-invalid' | 'not-https' } {
  const trimmed = typed.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (/\s/.test(trimmed) || !URL.canParse(withScheme)) return { ok: false, why: 'address-invalid' };
  const url = new URL(withScheme);
  if (url.hostname === '' || url.username !== '' || url.password !== '') return { ok: false, why: 'address-invalid' };
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return { ok: false, why: 'not-https' };
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { ok: false, why: 'address-invalid' };
  const path = url.pathname.replace(/\/+$/, '');
  return { ok: true, fhirUrl: `${url.origin}${path === '' ? '/fhir' : path}` };
}

const isLoopback = (host: string) => host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
