import fc from 'fast-check';

/** One change of a JSON body: where (any number, taken modulo the number of places) and what. */
export interface Mutation {
  at: number;
  how: 'replace' | 'remove' | 'wrap' | 'repeat' | 'rename';
  value: unknown;
}

const nul = String.fromCharCode(0);
const loneSurrogate = String.fromCharCode(0xd800);
export const oddTexts = [
  '',
  ' ',
  "'; drop table visit; --",
  '%',
  '\\',
  '$1',
  '__proto__',
  'constructor',
  'toString',
  nul,
  `a${nul}b`,
  loneSurrogate,
  '\u202e\u200d\ufeff',
  '👩‍👩‍👧',
  '9'.repeat(400),
  'x'.repeat(20_000),
  '|',
  ',,,',
  '../../etc/passwd',
  '2026-02-30',
  '2026-11-27',
  '0000-00-00',
  '9999-12-31T23:59:59Z',
  '2026-11-27T08:00:00+99:99',
  '+275760-09-13T00:00:00Z',
  '-271821-04-20T00:00:00Z',
  '24:61',
  '00000000-0000-0000-0000-000000000000',
  'null',
  '[]',
  '{}',
  `${'['.repeat(5000)}${']'.repeat(5000)}`,
  '{"__proto__":{"a":1}}',
];

export const oddText = fc.oneof(fc.constantFrom(...oddTexts), fc.string({ unit: 'binary', maxLength: 30 }), fc.uuid());

const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  oddText,
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e308, -1e308, 2 ** 53, 2 ** 31, [], {}, [[]], [null], [{}], { a: [] }),
  fc.jsonValue({ maxDepth: 3 }),
);

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'wrap', 'repeat', 'rename'),
  value: oddValue,
});

/** A copy of the body with the changes made one after the other. */
export function mutated(body: unknown, mutations: readonly Mutation[]): unknown {
  const root = { body: structuredClone(body) };
  for (const one of mutations) apply(root, one);
  return root.body;
}

type Place = [holder: Record<string, unknown>, name: string];

function apply(root: object, { at, how, value }: Mutation): void {
  const places = placesOf(root);
  if (places.length === 0) return;
  const [holder, name] = places[at % places.length] as Place;
  const old = holder[name];
  if (how === 'replace') holder[name] = structuredClone(value);
  else if (how === 'wrap') holder[name] = [old];
  else if (how === 'repeat') holder[name] = [old, structuredClone(old), structuredClone(old)];
  else if (how === 'rename') define(holder, String(value).slice(0, 50), old);
  else if (Array.isArray(holder)) holder.splice(Number(name), 1);
  else delete holder[name];
}

/** `__proto__` too is to become a key like any other. */
function define(holder: object, name: string, value: unknown): void {
  if (Array.isArray(holder)) holder.push(value);
  else Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
}

function placesOf(root: object): Place[] {
  const places: Place[] = [];
  const open: object[] = [root];
  for (let next = open.pop(); next !== undefined && places.length < 5000; next = open.pop()) {
    for (const name of Object.keys(next)) {
      const holder = next as Record<string, unknown>;
      places.push([holder, name]);
      const value = holder[name];
      if (typeof value === 'object' && value !== null) open.push(value);
    }
  }
  return places;
}
