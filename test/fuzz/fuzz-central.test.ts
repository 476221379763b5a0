import { expect, it } from 'vitest';
import { fuzzCentral } from './fuzz-central.ts';
import { makeFuzzWorld } from './fuzz-world.ts';

/** A short sample of the long lane `fuzz` (scripts/test-long.mjs). */
it('malformed, oversized, deeply nested and wrong-typed requests get neither a 5xx nor a stack trace', async () => {
  const { found, requests, statuses } = await fuzzCentral({ runs: 300, seed: 4 });
  expect(found).toBeNull();
  expect(requests).toBe(300);
  // Or nothing but the sign-in would have been shaken.
  expect(statuses[200]).toBeGreaterThan(20);
  expect(statuses[422]).toBeGreaterThan(5);
}, 120_000);

it('every route that central has is among what is changed', async () => {
  const { central, routes, seeds } = await makeFuzzWorld();
  await central.close();
  const isMeant = (route: string, { url }: { url: string }) => {
    const pattern = route.replaceAll('*', '.+').replaceAll(/:[a-z]+/g, '[^/]+');
    return new RegExp(`^${pattern.replaceAll('$', '\\$')}$`).test(url.split('?')[0] ?? '');
  };
  // Answers without looking at anything but the address.
  const plain = ['/ikp', '/ikp/style.css'];
  const wanted = routes.filter(({ method, url }) => method !== 'HEAD' && !plain.includes(url));
  expect(wanted.length).toBeGreaterThan(40);
  // The method is one of the things that are changed.
  const missed = wanted.filter(({ url }) => !seeds.some((seed) => isMeant(url, seed)));
  expect(missed.map(({ url }) => url)).toEqual([]);
}, 120_000);
