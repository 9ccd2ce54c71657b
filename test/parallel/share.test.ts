import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Control } from '../../dist/parallel/control.js';
import { share, writeTask } from '../../dist/parallel/share.js';

const LINE = 64;

test('chunks cover a range once, and meet only where lines of out do', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.nat(2 ** 30 - 2 ** 24),
      fc.nat(2 ** 24),
      fc.uniqueArray(fc.nat(8), { minLength: 1 }),
      (operands, at, length, taking) => {
        const out = 4 * at;
        const control = Control.create(9);
        const seen: number[][] = [];
        const kernel = Object.assign((...args: number[]) => seen.push(args), {});
        Object.defineProperty(kernel, 'length', { value: operands === 1 ? 3 : 4 });
        const task = { kernel: 0, operands: operands === 1 ? 1 : 2, x: 4, dy: 8, out, length, constants: [] } as const;
        writeTask(control, task, taking);
        share(control, [kernel], taking[0]);

        const ranges = seen.map((args) => args.slice(-2)).sort(([a], [b]) => a - b);
        let end = out;
        for (const [start, count] of ranges) {
          expect(start).toBe(end);
          if (start !== out) expect(start % LINE).toBe(0);
          end = start + 4 * count;
        }
        expect(end).toBe(out + 4 * length);
        for (const args of seen) expect(args[0] - 4).toBe((args.at(-2) as number) - out);
      },
    ),
  );
});
