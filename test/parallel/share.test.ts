import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NONE } from '../../build/modules/engine/none.js';
import { Control } from '../../build/modules/parallel/control.js';
import { DIRECT } from '../../build/modules/parallel/kernels.js';
import { runShare, writeTask } from '../../build/modules/parallel/share.js';
import { chunkUnits } from '../../build/modules/parallel/split.js';
import { thorough } from '../support/thorough.js';
import { kernelsOf } from './support.js';

const LINE = 64;

test('chunks cover a range once, and meet only where lines of out do', () => {
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.nat(2 ** 30 - 2 ** 24),
      fc.nat(2 ** 24),
      fc.uniqueArray(fc.integer({ min: 1, max: 8 })),
      fc.nat(8),
      fc.constantFrom(0.5, 1, 10, 33.3, 1000),
      (hasDy, at, elements, workers, early, cost) => {
        const length = Math.floor(elements / Math.max(1, cost)); // as many chunks at any cost
        const out = 4 * at;
        const control = Control.create(9);
        const seen: number[][] = [];
        const kernel = (...args: number[]) => {
          expect(args.splice(-5)).toEqual([0.5, 2, -1, 0.1, 1e300]);
          seen.push(args);
        };
        const task = {
          kernel: 0,
          mode: DIRECT,
          cost,
          x: 4,
          dy: hasDy ? 8 : NONE,
          out,
          length,
          unit: 0,
          a: 0.5,
          b: 2,
          c: -1,
          d: 0.1,
          e: 1e300,
          around: undefined,
          runAlone() {},
        };
        writeTask(control, task, [0, ...workers]);
        // The calling thread does what no worker came for.
        for (const slot of [...workers.slice(0, early), 0]) runShare(control, kernelsOf([kernel]), slot);

        const ranges = seen.map((args) => args.slice(-2)).sort(([a], [b]) => a - b);
        let end = out;
        for (const [start, count] of ranges) {
          expect(start).toBe(end);
          if (start !== out) expect(start % LINE).toBe(0);
          end = start + 4 * count;
        }
        expect(end).toBe(out + 4 * length);
        for (const [, count] of ranges) expect(4 * count).toBeLessThanOrEqual(chunkUnits(cost) * LINE);
        for (const [x, bias, dy, times, y] of seen) {
          expect(x - 4).toBe(y - out);
          expect([bias, times]).toEqual([NONE, NONE]);
          expect(dy).toBe(hasDy ? x + 4 : NONE);
        }
      },
    ),
    { numRuns: thorough(100, 20) },
  );
});
