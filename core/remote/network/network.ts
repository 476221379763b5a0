import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { createSecureContext, type SecureContext } from 'node:tls';
import { HttpsProxyAgent } from 'https-proxy-agent';
import type { ProxyChoice, ProxyWay } from './proxy-choice.ts';

/** How one request travels. */
export interface Way {
  agents: { http: HttpAgent; https: HttpsAgent };
  /** `host:port` of the proxy, without its credentials; null = the direct way. */
  proxy: string | null;
  /** Whom to trust; undefined = whom Node.js trusts. */
  secureContext: SecureContext | undefined;
}

export interface Network {
  wayTo(url: string): Promise<Way>;
  /** The way's proxy cannot be reached: the next one counts for a while. False = there is no other to this address. */
  avoid(way: Way, url: string): Promise<boolean>;
  /** The own certificate was replaced: what is under way ends on its line, everything later takes a new one. */
  renewIdentity(): void;
  /** The computer woke up or is in another network: lines that rest are dead, and the proxy may be another one. */
  forget(): void;
  /** Tells of each `forget`: a line that nobody writes to would not notice that it is dead. Call what is returned to hear no more. */
  onForget(listener: () => void): () => void;
  close(): void;
}

export interface NetworkOptions {
  proxyFor: ProxyChoice;
  /** Whom to trust beside Node's own authorities (`trustedAuthorities`), asked once, when first needed; null = nobody else. */
  authorities?: () => string[] | null;
  /** The certificate by which central is told who calls; asked at each new context, null = none. */
  identity?: () => TlsIdentity | null;
}

/** PEM; `certificate` with its chain. */
export interface TlsIdentity {
  certificate: string;
  key: string;
}

const proxyKnownMs = 60_000;
/** So long a proxy that did not answer is passed over. */
const awayMs = 5 * 60_000;

/** The lines of this computer: kept open, through whatever proxy leads to the address. */
export function openNetwork({ proxyFor, authorities = () => null, identity = () => null }: NetworkOptions): Network {
  let direct = new Map<string, Way>();
  let proxied = new Map<string, Way>();
  /** Lines of a former certificate that were in use when it was replaced. */
  let former: HttpAgent[] = [];
  let known = new Map<string, { proxies: readonly ProxyWay[]; until: number }>();
  /** By `host:port`, until when. */
  let away = new Map<string, number>();
  const listeners = new Set<() => void>();
  let context: { of: SecureContext | undefined } | null = null;

  function secureContext(url: URL): SecureContext | undefined {
    if (url.protocol !== 'https:') return undefined;
    if (context === null) {
      context = { of: contextOf(authorities(), identity()) };
    }
    return context.of;
  }

  async function proxiesTo(url: URL): Promise<readonly ProxyWay[]> {
    const kept = known.get(url.origin);
    if (kept && performance.now() < kept.until) return kept.proxies;
    const proxies = await proxyFor(url);
    known.set(url.origin, { proxies, until: performance.now() + proxyKnownMs });
    return proxies;
  }

  const isThere = (proxy: ProxyWay) => proxy === null || performance.now() >= (away.get(new URL(proxy).host) ?? 0);

  function directWay(url: URL): Way {
    const kept = direct.get(url.protocol);
    if (kept) return kept;
    const trusted = secureContext(url);
    const tls = { minVersion: 'TLSv1.2' as const, ...(trusted && { secureContext: trusted }) };
    const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true, ...tls }) };
    const way = { agents, proxy: null, secureContext: trusted };
    direct.set(url.protocol, way);
    return way;
  }

  function proxiedWay(url: URL, proxy: string): Way {
    const name = `${url.protocol} ${proxy}`;
    const kept = proxied.get(name);
    if (kept) return kept;
    const trusted = secureContext(url);
    const agent = new HttpsProxyAgent(proxy, { keepAlive: true, ...(trusted && { secureContext: trusted }) });
    // Its own options are for the line to the proxy; these for the one through it, to central.
    agent.options = { ...agent.options, minVersion: 'TLSv1.2', ...(trusted && { secureContext: trusted }) };
    agent.on('proxyConnect', (answer: { statusCode: number }, request: object) => {
      if (answer.statusCode !== 200) refusals.set(request, answer.statusCode);
    });
    const agents = { http: agent as HttpAgent, https: agent as unknown as HttpsAgent };
    const way = { agents, proxy: new URL(proxy).host, secureContext: trusted };
    proxied.set(name, way);
    return way;
  }

  const everyAgent = () =>
    [...direct.values(), ...proxied.values()].flatMap(({ agents }) => [...new Set<HttpAgent>([agents.http, agents.https])]);

  function closeFree(agents: readonly HttpAgent[]): void {
    for (const { freeSockets } of agents) for (const socket of Object.values(freeSockets).flat()) socket?.destroy();
  }

  return {
    async wayTo(address) {
      const url = new URL(address);
      const proxies = await proxiesTo(url);
      // The direct way is a null among them.
      const proxy = proxies[Math.max(0, proxies.findIndex(isThere))] ?? null;
      return proxy === null ? directWay(url) : proxiedWay(url, proxy);
    },
    async avoid(way, address) {
      if (way.proxy === null) return false;
      away.set(way.proxy, performance.now() + awayMs);
      return (await proxiesTo(new URL(address))).some(isThere);
    },
    forget() {
      known = new Map();
      away = new Map();
      closeFree(everyAgent());
      for (const listener of listeners) listener();
    },
    onForget(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    renewIdentity() {
      former = [...former.filter(isInUse), ...everyAgent()];
      // Nothing is kept of them: a line ends with the answer that it carries.
      for (const agent of former) agent.maxFreeSockets = 0;
      closeFree(former);
      [direct, proxied, context] = [new Map(), new Map(), null];
    },
    close() {
      for (const agent of [...everyAgent(), ...former]) agent.destroy();
    },
  };
}

const isInUse = ({ sockets }: HttpAgent) => Object.values(sockets).some((lines) => (lines?.length ?? 0) > 0);

function contextOf(ca: string[] | null, own: TlsIdentity | null): SecureContext | undefined {
  if (ca === null && own === null) return undefined;
  const shown = own === null ? {} : { cert: own.certificate, key: own.key };
  return createSecureContext({ ...(ca === null ? {} : { ca }), ...shown, minVersion: 'TLSv1.2' });
}

/** Requests that a proxy turned down, with the status that it gave: they never reached central. */
const refusals = new WeakMap<object, number>();

export const proxyRefusal = (request: object | null): number | null => (request && refusals.get(request)) ?? null;

export const directNetwork = (): Network => openNetwork({ proxyFor: async () => [null] });
