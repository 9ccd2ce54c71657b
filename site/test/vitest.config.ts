import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { PATIENCE } from '../page/browse.mjs';
import { define } from '../page/documentation.mjs';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  define,
  test: {
    include: ['*.test.ts'],
    testTimeout: 2 * PATIENCE,
    hookTimeout: PATIENCE,
    fileParallelism: false, // the page under test measures
    isolate: false, // Vite and Playwright are imported once
  },
});
