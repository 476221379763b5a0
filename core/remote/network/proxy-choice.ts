import { isIP } from 'node:net';

/** A proxy, `http://[user:password@]host:port`; null = the direct way. */
export type ProxyWay = string | null;

/** The ways to an address, the first one first; never none. The next one counts while a proxy before it cannot be reached. */
export type ProxyChoice = (target: URL) => Promise<readonly ProxyWay[]>;

export interface ProxySources {
  /** What IT fixed for the machine: `system`, `direct`, `pac+https://…` or the address of a proxy. */
  fixed?: string;
  /** The system's own settings, PAC files too, as `PROXY host:port; DIRECT`. Only Electron can ask for them. */
  system?: (url: string) => Promise<string>;
  env?: Readonly<Record<string, string | undefined>>;
}

/** This computer itself is never behind a proxy, whatever the settings say. */
export function proxyChoice({ fixed, system, env = {} }: ProxySources): ProxyChoice {
  return async (target) => {
    if (isLoopback(target.hostname) || fixed === 'direct') return [null];
    if (fixed !== undefined && /^https?:/.test(fixed)) return [fixed];
    if (system) return proxiesOfRules(await system(target.href).catch(() => 'DIRECT'));
    return [proxyOfEnvironment(target, env)];
  };
}

/** The ways of a PAC answer that can be gone. SOCKS is not supported, so it is passed over. */
export function proxiesOfRules(rules: string): ProxyWay[] {
  const ways = rules.split(';').flatMap((rule): ProxyWay[] => {
    const [kind = '', address] = rule.trim().split(/\s+/);
    if (/^direct$/i.test(kind)) return [null];
    if (address === undefined) return [];
    if (/^(proxy|http)$/i.test(kind)) return [`http://${address}`];
    return /^https$/i.test(kind) ? [`https://${address}`] : [];
  });
  return ways.length > 0 ? ways : [null];
}

/** `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, in either case, as curl reads them. */
export function proxyOfEnvironment(target: URL, env: Readonly<Record<string, string | undefined>>): string | null {
  const of = (name: string) => env[name.toLowerCase()] || env[name] || null;
  if (isExempt(target, of('NO_PROXY') ?? '')) return null;
  const found = (target.protocol === 'https:' ? of('HTTPS_PROXY') : of('HTTP_PROXY')) ?? of('ALL_PROXY');
  if (found === null) return null;
  const address = found.includes('://') ? found : `http://${found}`;
  return /^https?:/.test(address) && URL.canParse(address) ? address : null;
}

function isExempt(target: URL, list: string): boolean {
  const port = target.port || (target.protocol === 'https:' ? '443' : '80');
  return list
    .split(/[,\s]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const [, host = '', onPort] = /^\*?\.?(.+?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
      if (onPort !== undefined && onPort !== port) return false;
      return target.hostname === host || (isIP(host) === 0 && target.hostname.endsWith(`.${host}`));
    });
}

export const isLoopback = (host: string): boolean => host === 'localhost' || host === '[::1]' || /^127\./.test(host);
