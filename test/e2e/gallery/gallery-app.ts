import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, type PreviewServer, preview } from 'vite';
import { root } from '../../../scripts/project.mjs';

const outDir = join(root, '.cache/gallery-app');

/** Builds the renderer on the in-memory desk of test/fakes (never part of the program: it lies in .cache). */
export async function buildGalleryApp(): Promise<void> {
  await build({
    configFile: false,
    root: join(root, 'renderer'),
    base: './',
    logLevel: 'warn',
    plugins: [
      react(),
      {
        name: 'okienko-fake-desk',
        transformIndexHtml: {
          order: 'pre',
          handler: (html) => html.replace('./app/main.tsx', '../test/fakes/fake-desk-main.tsx'),
        },
      },
    ],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome126',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 3000,
    },
  });
}

/** On loopback, at a free port. */
export function serveGalleryApp(): Promise<PreviewServer> {
  return preview({
    configFile: false,
    root: join(root, 'renderer'),
    logLevel: 'silent',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0 },
  });
}
