import { defineConfig } from 'vitest/config';
import usual from '../../vitest.config.js';

/** The tests that mutants are tried on: quick ones, which between them use every line of src/calls, src/engine and src/cli. */
export default defineConfig({
  test: {
    ...usual.test,
    include: [
      'test/api/bad-input/*.test.ts',
      'test/api/accepted.test.ts',
      'test/api/comparison.test.ts',
      'test/api/cli.test.ts',
      'test/api/verify.test.ts',
      'test/arrays/memory/*.test.ts',
      'test/arrays/{aliases,axes,surroundings}.test.ts',
      'test/parallel/*.test.ts',
      'test/tfjs/*.test.ts',
      'test/values/{prelu,values,rows,channelSums}.test.ts',
    ],
  },
});
