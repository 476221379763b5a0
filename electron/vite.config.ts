import { builtinModules } from 'node:module';
import { defineConfig, type UserConfig } from 'vite';

const outDir = 'dist/electron';
const fromNode = ['electron', ...builtinModules, /^node:/];

/** Parts of the shell by mode: `vite build --mode main|preload|host`. */
export default defineConfig(({ mode }): UserConfig => {
  const part = parts[mode];
  if (part === undefined) throw new Error(`--mode must be one of ${Object.keys(parts).join(', ')}`);
  return {
    root: '.',
    publicDir: false,
    define: {
      'process.env.NODE_ENV': '"production"',
      'process.env.OKIENKO_UPDATE_PUBLIC_KEY': JSON.stringify(process.env.OKIENKO_UPDATE_PUBLIC_KEY ?? ''),
    },
    resolve: { conditions: ['node', 'module', 'default'], mainFields: ['module', 'main'] },
    build: {
      outDir,
      emptyOutDir: false,
      target: part.target,
      minify: false,
      sourcemap: true,
      ssr: true,
      rolldownOptions: { input: part.input, external: part.external, output: part.output },
    },
    ssr: { noExternal: true, external: ['electron', ...part.nativePackages] },
  };
});

interface Part {
  input: Record<string, string>;
  target: string;
  external: (string | RegExp)[];
  nativePackages: string[];
  output: { format: 'cjs' | 'es'; entryFileNames: string; chunkFileNames: string };
}

const parts: Record<string, Part> = {
  main: {
    input: { main: 'electron/main.ts' },
    target: 'node20',
    external: fromNode,
    nativePackages: [],
    output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
  },
  // A sandboxed preload may only require electron, and only as CommonJS in one file.
  preload: {
    input: { preload: 'electron/preload.ts' },
    target: 'chrome130',
    external: ['electron'],
    nativePackages: [],
    output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
  },
  host: {
    input: {
      host: 'electron/host.ts',
      'host-relay': 'electron/host-relay.ts',
      'host-child': 'electron/host-child.ts',
      cli: 'cli/packaged.ts',
      'cli-relay': 'electron/cli-relay.ts',
      'verify-journal-worker': 'core/store/verify-journal-worker.ts',
    },
    target: 'node20',
    // kerberos: an optional part of https-proxy-agent that we do not bring.
    external: [...fromNode, 'better-sqlite3', 'kerberos'],
    nativePackages: ['better-sqlite3'],
    output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
  },
};
