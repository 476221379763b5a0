import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{core,central,renderer,electron,preview,cli,test}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'dist/**', 'test/e2e/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
