import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'site/test/**'],
    // One for each core. By default one core is left free, which is half of two.
    maxWorkers: '100%',
    testTimeout: 60_000,
  },
});
