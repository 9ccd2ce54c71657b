import { defineConfig } from 'vitest/config';
import usual, { SLOW } from './vitest.config.js';

/** The tests that take long, and once more those of `npm test` that try less there (test/support/thorough.ts). */
export default defineConfig({
  test: {
    ...usual.test,
    include: [
      ...SLOW,
      'test/arrays/**/*.test.ts',
      'test/values/**/*.test.ts',
      'test/parallel/**/*.test.ts',
      'test/platforms/environments.test.ts',
      'test/repository/text-example.test.ts',
      'test/api/bad-input/functions.test.ts',
      'test/api/cli.test.ts',
      'test/build/package.test.ts',
    ],
    exclude: ['**/node_modules/**'],
    env: { THOROUGH: '1' },
    testTimeout: 300_000,
  },
});
