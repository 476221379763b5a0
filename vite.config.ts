import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/**
 * `?fake` in a development server: the page starts on the in-memory desk of test/fakes instead of a real core.
 * It lives here and not in the renderer, so that no build can ever contain it (a test looks for it in dist/).
 */
function fakeDesk(): Plugin {
  return {
    name: 'okienko-fake-desk',
    apply: 'serve',
    transformIndexHtml: {
      order: 'pre',
      handler: (html, context) =>
        new URL(context.originalUrl ?? '/', 'http://localhost').searchParams.has('fake')
          ? html.replace('./app/main.tsx', `/@fs${import.meta.dirname}/test/fakes/fake-desk-main.tsx`)
          : html,
    },
  };
}

export default defineConfig({
  root: 'renderer',
  // Relative addresses: the same files are served over loopback by the preview and from the app's own scheme in Electron.
  base: './',
  plugins: [react(), fakeDesk()],
  server: { fs: { allow: ['..'] } },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome126',
    // `font-src 'self'` and `img-src 'self'`: nothing becomes a data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    // One local disk: a bigger file costs nothing.
    chunkSizeWarningLimit: 1500,
  },
});
