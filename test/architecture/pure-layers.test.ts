import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../scripts/project.mjs';

/** The compiler keeps Node.js and the browser out of these layers; clock, chance and zone of the machine it does not know. */
const hidden = [
  /\bDate\.now\(/,
  /\bnew Date\(\)/,
  /\bMath\.random\(/,
  /\bTemporal\.Now\b/,
  /\bperformance\.now\(/,
  /\bsetTimeout\(/,
];

const sources = ['core/domain', 'core/contract', 'core/sync', 'core/fhir'].flatMap((layer) =>
  readdirSync(join(root, layer), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => `${layer}/${name}`),
);

it.each(sources)('%s takes time and chance from its caller', (path) => {
  const text = readFileSync(join(root, path), 'utf8');
  expect(hidden.filter((pattern) => pattern.test(text)).map(String)).toEqual([]);
});
