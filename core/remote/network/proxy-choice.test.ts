import { describe, expect, it } from 'vitest';
import { proxiesOfRules, proxyChoice, proxyOfEnvironment } from './proxy-choice.ts';

const central = new URL('https://cer.example/fhir');

describe('the way to central', () => {
  it.each([
    ['DIRECT', [null]],
    ['PROXY p:8080', ['http://p:8080']],
    ['PROXY p:8080; DIRECT', ['http://p:8080', null]],
    ['HTTPS p:443;PROXY q:1', ['https://p:443', 'http://q:1']],
    ['SOCKS5 s:1080; PROXY q:1', ['http://q:1']],
    ['SOCKS s:1080', [null]],
    ['', [null]],
  ])('the rules "%s" mean %s', (rules, proxies) => {
    expect(proxiesOfRules(rules)).toEqual(proxies);
  });

  it.each([
    [{}, null],
    [{ HTTPS_PROXY: 'http://p:1' }, 'http://p:1'],
    [{ https_proxy: 'p:1' }, 'http://p:1'],
    [{ HTTP_PROXY: 'http://p:1' }, null],
    [{ ALL_PROXY: 'http://p:1' }, 'http://p:1'],
    [{ ALL_PROXY: 'socks5://p:1' }, null],
    [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: 'cer.example' }, null],
    [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: '.example' }, null],
    [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: 'cer.example:8443' }, 'http://p:1'],
    [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: 'cer.example:443' }, null],
    [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: 'other.example, *' }, null],
    [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: 'r.example' }, 'http://p:1'],
  ])('the environment %j means %s', (env, proxy) => {
    expect(proxyOfEnvironment(central, env)).toBe(proxy);
  });

  it('what IT fixed stands above the system, and the system above the environment', async () => {
    const system = async () => 'PROXY system:1';
    const env = { HTTPS_PROXY: 'http://env:1' };
    expect(await proxyChoice({ fixed: 'http://it:1', system, env })(central)).toEqual(['http://it:1']);
    expect(await proxyChoice({ fixed: 'direct', system, env })(central)).toEqual([null]);
    expect(await proxyChoice({ fixed: 'system', system, env })(central)).toEqual(['http://system:1']);
    expect(await proxyChoice({ system, env })(central)).toEqual(['http://system:1']);
    expect(await proxyChoice({ env })(central)).toEqual(['http://env:1']);
  });

  it('this computer itself is reached directly', async () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]']) {
      expect(await proxyChoice({ fixed: 'http://it:1' })(new URL(`http://${host}:1/fhir`))).toEqual([null]);
    }
  });

  it('a system that cannot tell is taken as the direct way', async () => {
    expect(await proxyChoice({ system: () => Promise.reject(new Error('gone')) })(central)).toEqual([null]);
  });
});
