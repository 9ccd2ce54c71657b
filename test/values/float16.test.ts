/** float16 arrays: all 65,536 inputs, rounded twice, against one rounding; and the arrays themselves where the engine has them. */
import { describe, expect, test } from 'vitest';
import { names, specs } from '../../tools/specs.js';
import { alignedTable } from '../../tools/table.mjs';
import { activationOf } from '../support/calls.js';
import { allHalves, half, unitOfHalf } from '../support/half.js';
import { subjects } from '../support/subjects.js';

const inputs = allHalves();

/** Of results that are not the nearest float16: how many, and how far they are off, in units in the last place of float16. */
function compare(results: Float32Array, exact: (x: number) => number): { count: number; error: number } {
  let count = 0;
  let error = 0;
  inputs.forEach((x, i) => {
    const value = exact(x);
    const result = half(results[i]);
    if (result === half(value) || Number.isNaN(value)) return;
    count++;
    error = Math.max(error, Math.abs(result - value) / unitOfHalf(value));
  });
  return { count, error };
}

describe('rounded to float32, and then to float16', () => {
  const { api } = subjects[0];
  const compareAll = () =>
    names.map((name) => {
      const { forward, derivative, parameters } = specs[name];
      const f = activationOf(api, name);
      return {
        name,
        forward: compare(f(inputs), (x) => forward(x, parameters)),
        grad: compare(f.grad(inputs), (x) => derivative(x, 'right', parameters)),
      };
    });
  let compared: ReturnType<typeof compareAll> | undefined;
  /** For each function, compared when the first one is asked for: other tests of this file need none. */
  function rows() {
    compared ??= compareAll();
    return compared;
  }

  test.each(names.map((name, i) => ({ name, i })))('$name: within 0.5005 ULP of float16', ({ i }) => {
    const { forward, grad } = rows()[i];
    expect(Math.max(forward.error, grad.error)).toBeLessThanOrEqual(0.5005);
  });

  test('docs/float16.md has the counts (else: npm run docs:float16)', async () => {
    const table = alignedTable(
      ['function', 'f(x)', "f'(x)"],
      rows().map(({ name, forward, grad }) => [name, String(forward.count), String(grad.count)]),
    );
    await expect(`# float16

Where the engine has \`Float16Array\` (Node 24, Chrome 135, Firefox 129, Safari 18.2), every array of a call may be one, mixed with
\`Float32Array\`s as you like: \`x\`, \`dy\`, \`bias\`, \`times\`, \`alpha\` and \`out\`.

- Numbers are widened exactly, computed as ever, and rounded once more, to float16, ties to even. The bits are the same on every backend.
- The result is a \`Float16Array\` where \`x\` is one and no \`out\` says otherwise.
- \`out\` may be an input of its own kind exactly. An \`out\` of another kind has to be apart from it.
- These arrays are copied through tiles of float32, also where they lie in linear memory, and with threads on the calling thread.
- A \`Float64Array\` is an error: its results would have float32's precision without a word.
- \`npx wasm-activations gelu --float16\` and the page measure the speed on your machine.

\`\`\`ts no-run
const x = Float16Array.of(-1, 2);
relu(x); // → Float16Array [0, 2]
\`\`\`

Rounding twice can miss the nearest float16 where the float32 lies in the middle between two. Of all 65,536 inputs, with default
parameters, so many results are not the nearest float16 (never more than 0.5005 units in the last place off). From
\`test/values/float16.test.ts\`, which tries all, by \`npm run docs:float16\`:

${table}
`).toMatchFileSnapshot('../../docs/float16.md');
  });
});

/** Float16Array as far as it is used here: the compiler need not know it. */
type Halves = Float32Array;
const { Float16Array } = globalThis as unknown as { Float16Array?: typeof Float32Array };

if (Float16Array === undefined) {
  test('arrays of float16', ({ skip }) => skip('this engine has no Float16Array; .ci/run tries it in Node 24 and 26'));
} else {
  describe('arrays of float16', () => withHalf(Float16Array));
}

function withHalf(Half: typeof Float32Array): void {
  const halves = (values: ArrayLike<number>): Halves => new Half(Array.from(values));
  const rounded = (values: ArrayLike<number>) => Array.from(values, half);
  const x32 = inputs.filter((_, i) => i % 13 === 0);
  const dy32 = x32.map((_, i) => half(Math.sin(i)));

  describe.each(subjects)('$name', ({ api, array }) => {
    test.each(names)('%s', (name) => {
      const f = activationOf(api, name);
      const x = halves(x32);
      const y = f(x);
      expect(y).toBeInstanceOf(Half);
      expect(Array.from(y)).toEqual(rounded(f(x32)));
      expect(Array.from(f.grad(x, { dy: halves(dy32) }))).toEqual(rounded(f.grad(x32, { dy: dy32 })));
      const surroundings = { bias: halves(dy32), times: [0.5, -2, 3], inner: x32.length / 3 };
      if (x32.length % 3 === 0) {
        const single = f(x32, { ...surroundings, bias: dy32 });
        expect(Array.from(f(x, surroundings))).toEqual(rounded(single));
        const out = array(x32.length);
        expect(f(x, { ...surroundings, out })).toBe(out);
        expect(Array.from(out)).toEqual(Array.from(single));
      }
      const mixed = halves(x32);
      expect(f(x32, { out: mixed })).toBe(mixed);
      expect(Array.from(mixed)).toEqual(rounded(f(x32)));
      const part = new Half(x.buffer as ArrayBuffer, 2 * 7, 4101);
      const expected = rounded(f(x32.slice(7, 7 + 4101)));
      f(part, { out: part });
      expect(Array.from(part)).toEqual(expected);
    });

    test('rows, channels and sums', () => {
      const finite = x32.map((v) => (Number.isFinite(v) ? v / 4096 : 1)).slice(0, 4992);
      const values = finite.map(half);
      const x = halves(values);
      for (const options of [{ size: 39 }, { size: 13, inner: 3 }]) {
        expect(Array.from(api.softmax(x, options))).toEqual(rounded(api.softmax(values, options)));
        const dy = dy32.slice(0, 4992);
        const grad = api.logSoftmax.grad(values, { ...options, dy });
        expect(Array.from(api.logSoftmax.grad(x, { ...options, dy: halves(dy) }))).toEqual(rounded(grad));
      }
      const alpha = [0.25, -2, 0.5].map(half);
      expect(Array.from(api.prelu(x, { alpha: halves(alpha) }))).toEqual(rounded(api.prelu(values, { alpha })));
      const sums = { channels: 3, inner: 4 };
      expect(api.channelSums(x, sums)).toBeInstanceOf(Half);
      expect(Array.from(api.channelSums(x, sums))).toEqual(rounded(api.channelSums(values, sums)));
      const dy = values;
      expect(Array.from(api.prelu.gradAlpha(x, { ...sums, dy: x }))).toEqual(
        rounded(api.prelu.gradAlpha(values, { ...sums, dy })),
      );
    });

    test('rows are rounded to float32 first, where out alone is of float16', () => {
      const x = Float32Array.from({ length: 65_536 }, (_, i) => 4 * Math.sin(i));
      const out = new Half(x.length);
      for (const f of [api.softmax, api.logSoftmax]) {
        for (const options of [{ size: 4 }, { size: 2, inner: 2 }]) {
          f(x, { ...options, out });
          expect(Array.from(out)).toEqual(rounded(f(x, options)));
          f.grad(x, { ...options, dy: x, out });
          expect(Array.from(out)).toEqual(rounded(f.grad(x, { ...options, dy: x })));
        }
      }
    });

    test('refuses what is wrong', () => {
      const x = halves([1, 2, 3, 4]);
      const list = 'a Float32Array, a Float16Array or an array of numbers';
      expect(() => api.relu(new Float64Array(2) as unknown as Float32Array)).toThrow(
        new TypeError(`relu: x must be ${list}, got Float64Array of length 2`),
      );
      expect(() => api.relu(x, { out: [] as unknown as Float32Array })).toThrow(
        new TypeError('relu: out must be a Float32Array or a Float16Array, got Array of length 0'),
      );
      expect(() => api.relu(x, { out: halves([1]) })).toThrow(
        new RangeError('relu: out.length must be that of x, 4, got 1'),
      );
      const shifted = new Half(x.buffer as ArrayBuffer, 2, 3);
      expect(() => api.relu(x.subarray(0, 3), { out: shifted })).toThrow(
        new RangeError('relu: out must be exactly x, or apart from it, got one that begins 2 bytes from it'),
      );
      const single = new Float32Array(x.buffer as ArrayBuffer, 0, 2);
      expect(() => api.relu(x.subarray(0, 2), { out: single })).toThrow(
        new RangeError('relu: out must be apart from x, got one that begins 0 bytes from it'),
      );
      const detached = halves([1, 2]);
      structuredClone(detached, { transfer: [detached.buffer as ArrayBuffer] });
      expect(() => api.relu(detached)).toThrow(TypeError);
    });
  });
}
