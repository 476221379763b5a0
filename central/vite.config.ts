import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

/**
 * Central as one bundle, for the training mode of the installed program. PGlite stays a package beside it: it reads its own files
 * (the database as WebAssembly) from where it lies.
 */
export default defineConfig({
  root: '.',
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"production"' },
  resolve: { conditions: ['node', 'module', 'default'], mainFields: ['module', 'main'] },
  build: {
    outDir: 'dist/central',
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    sourcemap: true,
    ssr: true,
    rolldownOptions: {
      input: { main: 'central/main.ts', 'pglite-worker': 'central/db/pglite-worker.ts' },
      external: [...builtinModules, /^node:/, /^@electric-sql\/pglite/, 'pg-native', 'pg-cloudflare'],
      output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
    },
  },
  ssr: { noExternal: true, external: ['@electric-sql/pglite'] },
});
