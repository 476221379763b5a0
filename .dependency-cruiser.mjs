/**
 * docs/architecture.md §1 as rules: who may import whom. Type imports count. Parsed by @swc/core, because dependency-cruiser
 * with TypeScript 7 alone finds no modules and reports success; `scripts/layers.mjs` therefore also counts what was cruised.
 */

/** Layer -> the layers (or single files) that it may import besides itself. */
const mayImport = {
  'core/domain': [],
  'core/contract': ['core/domain'],
  'core/sync': ['core/domain'],
  'core/store': ['core/domain', 'core/sync/(ports|intent-target)\\.ts$'],
  'core/fhir': ['core/domain'],
  'core/remote': ['core/domain', 'core/fhir', 'core/sync/ports\\.ts$'],
  'core/desk': ['core'],
  electron: ['core'],
  renderer: ['core/domain', 'core/contract'],
  central: ['core/domain', 'core/fhir'],
  preview: ['core'],
  cli: ['core'],
};

/** Node.js itself and packages that a layer may use; layers that are not named may use any. */
const packagesOf = {
  'core/domain': ['temporal-polyfill', 'uuid', 'libphonenumber-js', 'date-holidays'],
  'core/contract': ['zod', '@orpc/contract'],
  'core/sync': ['temporal-polyfill', 'uuid'],
  'core/fhir': ['temporal-polyfill', 'uuid', 'zod'],
};

/** Tests may reach for builders and fakes wherever they lie; nothing may reach for tests. */
const tests = '(\\.test\\.tsx?$|/test/)';
const sources = '^(core|electron|renderer|central|preview|cli|resources|test|scripts)/';

const layerRules = Object.entries(mayImport).map(([layer, allowed]) => ({
  name: `layer-${layer.replace('/', '-')}`,
  comment: `${layer} may import ${allowed.length === 0 ? 'no other layer' : allowed.join(', ')}: docs/architecture.md §1.`,
  severity: 'error',
  from: { path: `^${layer}/`, pathNot: tests },
  to: {
    path: sources,
    pathNot: [`^${layer}/`, '^resources/', ...allowed.map((each) => `^${each}${each.endsWith('$') ? '' : '/'}`)],
  },
}));

const packageRules = Object.entries(packagesOf).map(([layer, packages]) => ({
  name: `packages-${layer.replace('/', '-')}`,
  comment: `${layer} is pure: of packages it knows ${packages.join(', ')}, and nothing of Node.js.`,
  severity: 'error',
  from: { path: `^${layer}/`, pathNot: tests },
  to: {
    pathNot: [sources, '^fhir/r4$', ...packages.map((each) => `(^|/)node_modules/(@types/)?${each}/`)],
  },
}));

export default {
  forbidden: [
    ...layerRules,
    ...packageRules,
    {
      name: 'no-node-in-renderer',
      comment: 'The renderer is sandboxed: it has no Node.js.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: [tests, '/vite\\.config\\.ts$'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-tests-in-product',
      comment: 'Builders and fakes never ship.',
      severity: 'error',
      from: { pathNot: [tests, '^test/'] },
      to: { path: [tests, '^test/'] },
    },
    {
      name: 'no-circular',
      comment: 'Types may refer to each other; what runs may not.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-found',
      comment: 'An import that leads nowhere (fhir/r4 is types alone).',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^fhir/r4$' },
    },
    {
      name: 'no-dev-packages-in-product',
      comment: 'What ships may only use what package.json lists under dependencies.',
      severity: 'error',
      from: { path: '^(core|electron|renderer|central|preview|cli)/', pathNot: [tests, '/vite\\.config\\.ts$', '/fuses\\.ts$'] },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: ['node_modules/electron/', 'node_modules/@types/'],
      },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules', '^test/', tests] },
    exclude: { path: '^(dist|\\.cache)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
    builtInModules: { add: ['electron'] },
  },
};
