import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { layerViolations } from '../../scripts/layers.mjs';
import { root } from '../../scripts/project.mjs';

/** Layer -> an import that it may not have. Type imports count, so most of these are type imports. */
const forbidden = {
  'core/domain': "import type { Journal } from '../sync/ports.ts';",
  'core/contract': "import type { Journal } from '../sync/ports.ts';",
  'core/sync': "import type { DeskContract } from '../contract/contract.ts';",
  'core/store': "import type { Connection } from '../sync/connection.ts';",
  'core/fhir': "import type { Journal } from '../sync/ports.ts';",
  'core/remote': "import type { DeskStore } from '../store/desk-store.ts';",
  'core/desk': "import type { ToHost } from '../../electron/host-messages.ts';",
  electron: "import type { Desk } from '../renderer/app/desk-client.ts';",
  renderer: "import type { Journal } from '../core/sync/ports.ts';",
  central: "import type { Journal } from '../core/sync/ports.ts';",
  preview: "import type { ToHost } from '../electron/host-messages.ts';",
  cli: "import type { ToHost } from '../electron/host-messages.ts';",
} as const;

/** Packages and Node.js itself in layers that must not know them. */
const impure = {
  'core/domain': "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;",
  'core/contract': "import type { Kysely } from 'kysely';\nexport type Planted = Kysely<unknown>;",
  'core/sync': "import { setTimeout } from 'node:timers';\nexport const later = setTimeout;",
  'core/fhir': "import type { Got } from 'got';\nexport type Planted = Got;",
  renderer: "import { join } from 'node:path';\nexport const joined = join;",
} as const;

// Each cruise reads the whole tree.
vi.setConfig({ testTimeout: 120_000 });

let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'okienko-layers-'));
  for (const each of [
    'core',
    'electron',
    'renderer',
    'central',
    'preview',
    'cli',
    'resources',
    'test/fakes',
    'docs/user-guide',
  ]) {
    if (existsSync(join(root, each))) cpSync(join(root, each), join(copy, each), { recursive: true });
  }
  for (const each of ['.dependency-cruiser.mjs', 'package.json']) cpSync(join(root, each), join(copy, each));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true }));

/** Rules broken by a file with this text, planted in the layer for as long as it is looked at. */
function rulesBrokenBy(planted: Record<string, string>): Map<string, string[]> {
  for (const [path, text] of Object.entries(planted)) {
    mkdirSync(join(copy, path, '..'), { recursive: true });
    writeFileSync(join(copy, path), text);
  }
  const violations = layerViolations(copy);
  for (const path of Object.keys(planted)) rmSync(join(copy, path));
  return new Map(
    Object.keys(planted).map((path) => [path, violations.filter((each) => each.from === path).map((each) => each.rule)]),
  );
}

describe('who may import whom', () => {
  it('is kept by the whole tree', { timeout: 120_000 }, () => {
    expect(layerViolations(copy)).toEqual([]);
  });

  it('is broken, and seen, by one forbidden import in each layer', { timeout: 120_000 }, () => {
    const path = (layer: string) => `${layer}/planted-layer.ts`;
    const found = rulesBrokenBy(
      Object.fromEntries(
        Object.entries(forbidden).map(([layer, line]) => [path(layer), `${line}\nexport type Planted = unknown;\n`]),
      ),
    );
    for (const layer of Object.keys(forbidden))
      expect(found.get(path(layer)), layer).toContain(`layer-${layer.replace('/', '-')}`);
  });

  it('is broken, and seen, by a package or by Node.js where only rules live', { timeout: 120_000 }, () => {
    const path = (layer: string) => `${layer}/planted-package.ts`;
    const found = rulesBrokenBy(Object.fromEntries(Object.entries(impure).map(([layer, text]) => [path(layer), text])));
    for (const layer of Object.keys(impure)) {
      const rule = layer === 'renderer' ? 'no-node-in-renderer' : `packages-${layer.replace('/', '-')}`;
      expect(found.get(path(layer)), layer).toContain(rule);
    }
  });

  it('is broken, and seen, by product code that reaches for tests or for development packages', { timeout: 120_000 }, () => {
    const found = rulesBrokenBy({
      'core/desk/planted-fake.ts': "export * from '../../test/fakes/fake-clinic.ts';\n",
      'central/planted-dev.ts': "import fc from 'fast-check';\nexport const seed = fc.sample;\n",
    });
    expect(found.get('core/desk/planted-fake.ts')).toContain('no-tests-in-product');
    expect(found.get('central/planted-dev.ts')).toContain('no-dev-packages-in-product');
  });

  it('cannot be checked by a cruise that misses files', { timeout: 120_000 }, () => {
    // What dependency-cruiser does with TypeScript 7 and without the swc parser: no modules, exit code 0.
    writeFileSync(
      join(copy, '.dependency-cruiser.mjs'),
      'export default { forbidden: [], options: { exclude: { path: "^core/domain" } } };',
    );
    try {
      expect(() => layerViolations(copy)).toThrow(/not cruised/);
    } finally {
      cpSync(join(root, '.dependency-cruiser.mjs'), join(copy, '.dependency-cruiser.mjs'));
    }
  });
});
