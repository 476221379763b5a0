import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    // Electron brings its own Chromium; the preview serves the browsers of developers.
    target: 'chrome130',
    // Files beside the page, never inside it: the content policy allows `data:` for images only.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 3000,
  },
});
