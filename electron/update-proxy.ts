/** The policy's proxy as Chromium's network takes it; null = the system's, which it knows by itself. */
export interface FixedProxy {
  mode: 'direct' | 'pac_script' | 'fixed_servers';
  pacScript?: string;
  proxyRules?: string;
}

export function fixedProxy(
  policy: string | undefined,
): { proxy: FixedProxy; signIn: [user: string, password: string] | null } | null {
  if (policy === undefined || policy === 'system') return null;
  if (policy === 'direct') return { proxy: { mode: 'direct' }, signIn: null };
  if (policy.startsWith('pac+')) return { proxy: { mode: 'pac_script', pacScript: policy.slice('pac+'.length) }, signIn: null };
  const { protocol, host, username, password } = new URL(policy);
  const signIn: [string, string] | null = username === '' ? null : [decodeURIComponent(username), decodeURIComponent(password)];
  return { proxy: { mode: 'fixed_servers', proxyRules: `${protocol}//${host}` }, signIn };
}
