import { expect, it } from 'vitest';
import { fixedProxy } from './update-proxy.ts';

it.each([
  [undefined, null],
  ['system', null],
  ['direct', { proxy: { mode: 'direct' }, signIn: null }],
  ['pac+https://pac.example/p.pac', { proxy: { mode: 'pac_script', pacScript: 'https://pac.example/p.pac' }, signIn: null }],
  ['http://proxy:8080', { proxy: { mode: 'fixed_servers', proxyRules: 'http://proxy:8080' }, signIn: null }],
  ['http://it:a%40b@proxy:8080', { proxy: { mode: 'fixed_servers', proxyRules: 'http://proxy:8080' }, signIn: ['it', 'a@b'] }],
])('%s', (policy, expected) => expect(fixedProxy(policy)).toEqual(expected));
