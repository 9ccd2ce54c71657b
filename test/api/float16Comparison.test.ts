/** The command line's comparison on Float16Arrays; .ci/run runs this in Node 24 and 26 too, which have them. */
import { describe, expect, test } from 'vitest';
import { compare } from '../../src/cli/compare.js';
import { instanceOn } from '../../src/cli/functions.js';
import { readArguments, UsageError } from '../../src/cli/options.js';
import { goldenNames } from '../../src/verify/index.js';

if (!('Float16Array' in globalThis)) {
  test('--float16 says what it needs', () => {
    expect(() => readArguments(['gelu', '--float16'])).toThrow(
      new UsageError(
        `--float16 needs an engine with Float16Array, such as Node 24: this is Node ${process.versions.node}`,
      ),
    );
  });
} else {
  describe('--float16', () => {
    test('is read', () => {
      expect(readArguments(['gelu', '--float16'])).toMatchObject({ command: 'show', names: ['gelu'], float16: true });
    });

    // Nothing is timed unless every result is right: those of the package to the bit, those of the loop to a unit or so.
    test('measures every function', () => {
      const speeds = compare(instanceOn('auto'), goldenNames, {}, true);
      const lengths = [1_024, 65_536, 1_048_576];
      expect(speeds.map(({ function: name, elements }) => [name, elements])).toEqual(
        goldenNames.flatMap((name) => lengths.map((length) => [name, length])),
      );
      for (const { billionsPerSecond } of speeds) {
        expect(Object.keys(billionsPerSecond)).toEqual(['wasm, ordinary arrays', 'js backend', 'hand loop']);
        for (const speed of Object.values(billionsPerSecond)) expect(speed).toBeGreaterThan(0);
      }
    }, 120_000);

    test('measures a bias and a factor', () => {
      const around = { bias: [0.3], times: [-3] } as const;
      const [{ billionsPerSecond }] = compare(instanceOn('auto'), ['thresholdedRelu'], around, true);
      expect(Object.keys(billionsPerSecond)).toContain('wasm, with loops');
    }, 120_000);
  });
}
