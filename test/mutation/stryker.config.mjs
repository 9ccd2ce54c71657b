/**
 * Puts mutants into what is around the kernels and the twins (test/mistakes has mistakes for those), one at a time. A file or some at a time:
 * `npm run test:mutation -- --mutate src/calls/arguments.ts`. test/mutation/README.md explains those that survive.
 */
import { testsOf } from './tests.mjs';

const at = process.argv.indexOf('--mutate');
const mutate = at < 0 ? ['src/calls/*.ts'] : process.argv[at + 1].split(',');

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate,
  testRunner: 'bundled',
  plugins: [new URL('./runner.mjs', import.meta.url).pathname],
  // Its own reading of one needs an older TypeScript.
  tsconfigFile: 'build/none.json',
  coverageAnalysis: testsOf(mutate).isElsewhere ? 'off' : 'perTest',
  ignorePatterns: ['/assembly', '/bench/peers', '/docs', '/examples', '/site', '/test/platforms', '/test/reference'],
  concurrency: 2,
  // The runner has a limit of its own.
  timeoutMS: 3_600_000,
  dryRunTimeoutMinutes: 30,
  tempDirName: 'build/stryker',
  cleanTempDir: 'always',
  reporters: ['progress-append-only', 'clear-text', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: 'build/mutation.json' },
  thresholds: { high: 95, low: 85, break: 85 },
};
