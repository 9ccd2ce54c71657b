/**
 * Puts mutants into what is around the kernels and the twins (test/mistakes has mistakes for those), one at a time. Some files at a time,
 * since each mutant takes seconds: `npm run test:mutation -- --mutate src/calls/arguments.ts`. test/mutation/README.md explains those that survive.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  // Threads are tested as they are built, since a worker runs what was built.
  mutate: ['src/calls/*.ts', 'src/engine/*.ts', 'src/tfjs/*.ts', 'src/cli/*.ts', 'build/modules/parallel/*.js'],
  testRunner: 'vitest',
  // Its own reading of one needs an older TypeScript.
  tsconfigFile: 'build/none.json',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  // A mutant of what runs only once, when a module is loaded, would have every test run again.
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 20_000,
  tempDirName: 'build/stryker',
  cleanTempDir: 'always',
  reporters: ['clear-text', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: 'build/mutation.json' },
  thresholds: { high: 95, low: 85, break: 85 },
};
