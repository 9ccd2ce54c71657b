/** A call in parts, as threads share it: where something surrounds the activation, too, parts give the bits of the whole. */
import { beforeAll, describe, expect, test } from 'vitest';
import { rebind } from '../../src/calls/binding.js';
import type { Backend } from '../../src/engine/backend.js';
import { chooseBackend } from '../../src/engine/choose.js';
import { hardtanh, logSoftmax, prelu, softmax } from '../../src/functions/index.js';
import { same } from '../support/bits.js';
import { mixture, scrambled } from '../support/inputs.js';

/** Channels, elements of a channel that follow each other, turns. The last turn is too long to be broadcast as a whole. */
const SHAPES = [
  [3, 1, 40],
  [40, 1, 30],
  [5, 7, 3],
  [1500, 1, 7],
  [8192, 2, 2],
  [5, 900, 3],
  [2, 33_000, 2],
] as const;

type Form = 'full' | 'channels';
/** How operands are given: as long as x, with an entry for each channel, or not at all. `alpha` is prelu's. */
const FORMS: readonly { bias?: Form; times: Form; alpha: Form }[] = [
  { bias: 'full', times: 'full', alpha: 'channels' },
  { bias: 'channels', times: 'full', alpha: 'full' },
  { bias: 'full', times: 'channels', alpha: 'full' },
  { bias: 'channels', times: 'channels', alpha: 'channels' },
  { bias: 'full', times: 'full', alpha: 'full' },
  { times: 'full', alpha: 'full' },
];

/** Where the parts of a call of `length` elements begin: at the turns of channels, and between them. */
const startsOf = (length: number, turn: number) =>
  [...new Set([0, 1, turn, turn + 3, 2 * turn, length - 2])].filter((start) => start < length).sort((a, b) => a - b);

/** Does each call in these parts, the last one first: none may need another. */
function inParts(backend: Backend, starts: readonly number[]): Backend {
  return {
    ...backend,
    kernel: (kernel) => {
      const run = backend.kernel(kernel);
      return (x, dy, out, a, b, c, d, e, around) => {
        expect(around).toMatchObject({ from: 0, to: x.length });
        const given = around as NonNullable<typeof around>;
        for (const [i, from] of [...starts.entries()].reverse()) {
          run(x, dy, out, a, b, c, d, e, { ...given, from, to: starts[i + 1] ?? x.length });
        }
      };
    },
  };
}

const memory = new WebAssembly.Memory({ initial: 256 });
const own = chooseBackend({ backend: 'wasm', memoryBytes: 2 ** 24 });
const brought = chooseBackend({ backend: 'wasm', memory });
/** Backends, and which of a call's arrays lie in their memory: the i-th is x, bias, times, dy or alpha where they are given, and out. */
const subjects: [name: string, backend: Backend, isInside: (i: number) => boolean][] = [
  ['js', chooseBackend({ backend: 'js' }), () => false],
  ['wasm, ordinary arrays', own, () => false],
  ['wasm, arrays in its own memory', own, () => true],
  ['wasm, every other array in its own memory', own, (i) => i % 2 === 0],
  ['wasm, the other ones in its own memory', own, (i) => i % 2 === 1],
  ['wasm, ordinary arrays beside a memory that was brought', brought, () => false],
  ['wasm, arrays in a memory that was brought', brought, () => true],
  ['wasm, every other array in a memory that was brought', brought, (i) => i % 2 === 0],
];

/** A maker of such arrays, from the second MiB of the memory on. */
function maker({ memory }: Backend, isInside: (i: number) => boolean): (length: number) => Float32Array {
  let used = 2 ** 20;
  let i = 0;
  return (length) => {
    if (memory === undefined || !isInside(i++)) return new Float32Array(length);
    used += 4 * length;
    return new Float32Array(memory.buffer, used - 4 * length, length);
  };
}

interface Options {
  readonly out?: Float32Array;
  readonly inner: number;
  readonly [operand: string]: unknown;
}
type Callable = (x: Float32Array, options: Options) => Float32Array;
type Op = Callable & { grad: Callable };

/** Constants, and slopes in their place. */
const FUNCTIONS = Object.entries({ hardtanh, prelu } as unknown as Record<'hardtanh' | 'prelu', Op>);
const KINDS = ['forward', 'derivative', 'gradient'] as const;
const js = chooseBackend({ backend: 'js' });

/** The calls of a shape, with the results of the twins on whole arrays. */
function callsOf(channels: number, inner: number, turns: number) {
  const length = channels * inner * turns;
  const operand = (seed: number) => ({ full: mixture(length, seed), channels: scrambled(channels, seed) });
  const [biases, factors, slopes] = [2, 3, 5].map(operand);
  for (const values of Object.values(slopes)) {
    values.forEach((value, i) => {
      if (!Number.isFinite(value)) values[i] = 0.25;
    });
  }
  const [x, dy] = [mixture(length, 1), mixture(length, 4)];
  return FUNCTIONS.flatMap(([name, f]) =>
    FORMS.flatMap(({ bias, times, alpha }) =>
      KINDS.map((kind) => {
        const arrays = {
          ...(bias !== undefined && { bias: biases[bias] }),
          times: factors[times],
          ...(kind === 'gradient' && { dy }),
          ...(name === 'prelu' && { alpha: slopes[alpha] }),
        };
        const call = (backend: Backend, x: Float32Array, options: Options) => {
          const op = rebind(f, backend);
          return kind === 'forward' ? op(x, options) : op.grad(x, options);
        };
        const expected = call(js, x, { ...arrays, inner });
        return { what: `${name}, ${kind}, bias ${bias}, times ${times}, alpha ${alpha}`, x, arrays, call, expected };
      }),
    ),
  );
}

describe.each(SHAPES)('%d channels of %d, %d times', (channels, inner, turns) => {
  let calls: ReturnType<typeof callsOf>;
  beforeAll(() => {
    calls = callsOf(channels, inner, turns);
  });
  const length = channels * inner * turns;
  const starts = startsOf(length, channels * inner);
  /** Its middle part begins as far from the start as it ends from the end. */
  const symmetric = [0, 1, length - 1];

  test.each(subjects)('%s', (_, backend, isInside) => {
    for (const [i, { what, x: values, arrays, call, expected }] of calls.entries()) {
      for (const parts of 'bias' in arrays ? [starts] : [starts, symmetric]) {
        const array = maker(backend, isInside);
        const placed = (values: Float32Array) => {
          const copy = array(values.length);
          copy.set(values);
          return copy;
        };
        const x = placed(values);
        const options = Object.fromEntries(Object.entries(arrays).map(([key, own]) => [key, placed(own)]));
        // In place, a part that does more than its own elements does some twice.
        const out = i % 2 === 0 ? x : array(values.length);
        expect(call(inParts(backend, parts), x, { ...options, inner, out })).toBe(out);
        same(out, expected, () => what, { x: values });
      }
    }
  });
});

/** Elements of a row, rows that lie side by side, how often: what the scratch tiles have room for, and what they have not. */
const ROWS = [
  [7, 1, 5],
  [5, 3, 4],
  [4097, 1, 3],
  [2050, 3, 3],
] as const;
const NOTHING = { bias: undefined, alpha: undefined, times: undefined };

describe.each(ROWS)('rows of %d, %d side by side, %d times', (size, inner, times) => {
  const length = size * inner * times;
  const starts = [0, size * inner, length - size * inner];
  const values = { x: new Float32Array(length), dy: new Float32Array(length) };
  for (let i = 0; i < length; i++) {
    values.x[i] = 9 * Math.sin(i);
    values.dy[i] = 9 * Math.sin(2 * i + 1);
  }

  test.each([
    ['its own memory', own],
    ['a memory that was brought', brought],
  ] as const)('in %s', (_, backend) => {
    const inRowParts: Backend = {
      ...backend,
      kernel: (kernel) => {
        const run = backend.kernel(kernel);
        return (x, dy, out, a, b, c, d, e) => {
          for (const [i, from] of [...starts.entries()].reverse()) {
            run(x, dy, out, a, b, c, d, e, { ...NOTHING, inner, from, to: starts[i + 1] ?? length });
          }
        };
      },
    };
    const [x, dy, out] = Array.from({ length: 3 }, () => length).map(maker(backend, () => true));
    for (const f of [softmax, logSoftmax]) {
      const [whole, parts] = [rebind(f, js), rebind(f, inRowParts)];
      x.set(values.x);
      same(parts(x, { size, inner, out }), whole(values.x, { size, inner }), () => 'out of place');
      dy.set(values.dy);
      const expected = whole.grad(values.x, { size, inner, dy: values.dy });
      same(parts.grad(x, { size, inner, dy, out: dy }), expected, () => 'gradient');
      parts(x, { size, inner, out: x });
      same(x, whole(values.x, { size, inner }), () => 'in place');
    }
  });
});
