/** A call in parts, as threads share it: where something surrounds the activation, too, parts give the bits of the whole. */
import { describe, expect, test } from 'vitest';
import { rebind } from '../../src/calls/binding.js';
import type { Backend } from '../../src/engine/backend.js';
import { chooseBackend } from '../../src/engine/choose.js';
import { gelu, prelu } from '../../src/functions/index.js';
import { same } from '../support/bits.js';
import { mixture, scrambled } from '../support/inputs.js';
import { bump } from '../support/subjects.js';

/** Channels, elements of a channel that follow each other, turns. The last turn is too long to be broadcast as a whole. */
const SHAPES = [
  [3, 1, 40],
  [40, 1, 30],
  [5, 7, 3],
  [1500, 1, 7],
  [5, 900, 3],
  [2, 33_000, 2],
] as const;

/** Operands with an entry for each channel; the others are as long as x, or left out. */
const OF_CHANNELS = [['bias'], ['times'], ['bias', 'times'], []] as const;

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
const ordinary = (length: number) => new Float32Array(length);
const subjects: [name: string, backend: Backend, makePlaces: () => (length: number) => Float32Array][] = [
  ['js', chooseBackend({ backend: 'js' }), () => ordinary],
  ['wasm, ordinary arrays', own, () => ordinary],
  [
    'wasm, arrays in its own memory',
    own,
    () => {
      let used = 2 ** 20;
      return (length) => {
        const array = new Float32Array((own.memory as WebAssembly.Memory).buffer, used, length);
        used += 4 * length;
        return array;
      };
    },
  ],
  ['wasm, ordinary arrays beside a memory that was brought', brought, () => ordinary],
  ['wasm, arrays in a memory that was brought', brought, () => bump(memory)],
];

interface Options {
  readonly out?: Float32Array;
  readonly inner: number;
  readonly [operand: string]: unknown;
}
type Callable = (x: Float32Array, options: Options) => Float32Array;
type Op = Callable & { grad: Callable };

/** A loop of its own for prelu; all others share theirs. */
const FUNCTIONS = Object.entries({ gelu, prelu } as unknown as Record<'gelu' | 'prelu', Op>);
const KINDS = ['forward', 'derivative', 'gradient'] as const;
const js = chooseBackend({ backend: 'js' });

/** The calls of a shape, with the results of the twins on whole arrays. */
function callsOf(channels: number, inner: number, turns: number) {
  const length = channels * inner * turns;
  const entries = (isOfChannels: boolean, seed: number) =>
    isOfChannels ? scrambled(channels, seed) : mixture(length, seed);
  const operands = {
    bias: [false, true].map((is) => entries(is, 2)),
    times: [false, true].map((is) => entries(is, 3)),
  };
  const [x, dy] = [mixture(length, 1), mixture(length, 4)];
  const alpha = scrambled(channels, 5).map((v) => (Number.isFinite(v) ? v : 0.25));
  return FUNCTIONS.flatMap(([name, f]) =>
    OF_CHANNELS.flatMap((ofChannels) =>
      KINDS.map((kind) => {
        const isOf = (key: string) => Number((ofChannels as readonly string[]).includes(key));
        const arrays = {
          bias: operands.bias[isOf('bias')],
          times: operands.times[isOf('times')],
          ...(kind === 'gradient' && { dy }),
          ...(name === 'prelu' && { alpha }),
        };
        const call = (backend: Backend, x: Float32Array, options: Options) => {
          const op = rebind(f, backend);
          return kind === 'forward' ? op(x, options) : op.grad(x, options);
        };
        const expected = call(js, x, { ...arrays, inner });
        return { what: `${name}, ${kind}, ${ofChannels} of channels`, x, arrays, call, expected };
      }),
    ),
  );
}

describe.each(SHAPES)('%d channels of %d, %d times', (channels, inner, turns) => {
  const calls = callsOf(channels, inner, turns);
  const starts = startsOf(channels * inner * turns, channels * inner);

  test.each(subjects)('%s', (_, backend, makePlaces) => {
    const parts = inParts(backend, starts);
    for (const { what, x: values, arrays, call, expected } of calls) {
      const array = makePlaces();
      const placed = (values: Float32Array) => {
        const copy = array(values.length);
        copy.set(values);
        return copy;
      };
      const options = Object.fromEntries(Object.entries(arrays).map(([key, own]) => [key, placed(own)]));
      const out = array(values.length);
      expect(call(parts, placed(values), { ...options, inner, out })).toBe(out);
      same(out, expected, () => what, { x: values });
    }
  });
});
