import { defineConfig } from 'vitest/config';

/** Tests that take long: `npm run test:slow`, which `.ci/run` runs, has them. */
export const SLOW = ['test/**/*.slow.test.ts'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', ...SLOW],
    // One for each core. By default one core is left free, which is half of two.
    maxWorkers: '100%',
    // Files that a worker runs one after another share what they import: else each would spend most of its time on that.
    isolate: false,
    reporters: ['./test/support/terseReporter.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
