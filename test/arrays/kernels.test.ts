/** The kernels called by hand: every combination of inputs, in place of each of them, against the separate float32 steps. */
import { describe, test } from 'vitest';
import { NONE } from '../../src/engine/none.js';
import * as ops from '../../src/functions/index.js';
import { kernelNames } from '../../src/generated/kernels.js';
import { fromBits, same } from '../support/bits.js';
import { mixture } from '../support/inputs.js';
import { kernelsBinary } from '../support/kernels.js';

const LENGTHS = [0, 1, 2, 3, 4, 5, 7, 15, 16, 18, 31, 32, 34, 61, 64, 67, 131];
const LONGEST = 131;
const ARRAY_BYTES = 1024;
const CANARY = 12345;

const memory = new WebAssembly.Memory({ initial: 1 });
const kernels = new WebAssembly.Instance(new WebAssembly.Module(kernelsBinary), { env: { memory } })
  .exports as unknown as Record<string, (...operands: number[]) => void>;

/** Each array begins at another offset of a vector. */
const address = { x: 1024, bias: 2048 + 4, dy: 3072 + 8, times: 4096 + 12, y: 5120 + 4, alpha: 6144 + 8, steps: 8192 };
type Input = 'x' | 'bias' | 'dy' | 'times';
const INPUTS: readonly Input[] = ['x', 'bias', 'dy', 'times'];

/** Numbers of all sizes, and random bit patterns. */
function patterns(seed: number): Float32Array {
  const array = mixture(LONGEST, seed);
  let state = seed;
  for (let i = 0; i < LONGEST; i += 3) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    array[i] = fromBits(Uint32Array.of(state))[0];
  }
  return array;
}

const values = { x: patterns(1), bias: patterns(2), dy: patterns(3), times: patterns(4), alpha: patterns(5) };

const view = (at: number, length: number) => new Float32Array(memory.buffer, at, length);
const combined = (a: Float32Array, b: Float32Array, step: (a: number, b: number) => number) =>
  a.map((v, i) => step(v, b[i]));

const OF_ROWS_OR_SUMS = new Set(
  Object.entries(ops)
    .filter(([, { kind }]) => kind === 'rows')
    .flatMap(([name]) => [name, `${name}Grad`])
    .concat('preluGradAlpha', 'channelSums'),
);
const elementwise = kernelNames.filter((name) => !OF_ROWS_OR_SUMS.has(name));

/** Edges, parameters, or where the slopes are and which elements use which: of which kernels take as many as they have. */
function constantsOf(name: string): number[] {
  return name.startsWith('prelu') ? [address.alpha, 3, 2, 1] : [0.25, 0.75, 0.5, 0.125, 1];
}

/** The kernel without bias and times, on a copy of x and of dy where there is one. */
function alone(name: string, x: Float32Array, dy: Float32Array | undefined): Float32Array {
  view(address.steps, x.length).set(x);
  const dyAt = dy === undefined ? NONE : address.steps + ARRAY_BYTES;
  if (dy !== undefined) view(dyAt, x.length).set(dy);
  kernels[name](address.steps, NONE, dyAt, NONE, address.steps, x.length, ...constantsOf(name));
  return view(address.steps, x.length).slice();
}

function expected(name: string, given: readonly Input[], length: number): Float32Array {
  const of = (input: Input) => values[input].slice(0, length);
  const has = (input: Input) => given.includes(input);
  const x = has('bias') ? combined(of('x'), of('bias'), (a, b) => a + b) : of('x');
  const factors = [...(has('dy') ? [of('dy')] : []), ...(has('times') ? [of('times')] : [])];
  if (factors.length === 0) return alone(name, x, undefined);
  const factor = factors.reduce((a, b) => combined(a, b, (v, w) => v * w));
  if (name.endsWith('Grad')) return alone(name, x, factor);
  return combined(alone(name, x, undefined), factor, (a, b) => a * b);
}

describe('y = f(x + bias) * dy * times', () => {
  const combinations = Array.from({ length: 8 }, (_, bits) =>
    INPUTS.filter((_, i) => i === 0 || (bits >> (i - 1)) & 1),
  );

  test.each(elementwise)('%s', (name) => {
    for (const given of combinations) {
      for (const length of LENGTHS) {
        const bits = expected(name, given, length);
        for (const out of ['y', ...given] as const) {
          for (const [input, array] of Object.entries(values)) {
            view(address[input as keyof typeof values], LONGEST).set(array);
          }
          const y = view(address[out], length + 1);
          y[length] = CANARY;
          const at = (input: Input) => (given.includes(input) ? address[input] : NONE);
          kernels[name](at('x'), at('bias'), at('dy'), at('times'), y.byteOffset, length, ...constantsOf(name));
          const what = () => `${name} of ${given.join(', ')}, out is ${out}, length ${length}`;
          same(y.subarray(0, length), bits, what);
          if (y[length] !== CANARY) throw new Error(`${what()}: wrote behind out`);
        }
      }
    }
  });
});

describe('channelSums', () => {
  test.each([
    [1, 1],
    [1, 7],
    [3, 1],
    [4, 1],
    [9, 1],
    [5, 4],
    [2, 13],
  ])('%i channels, inner %i', (channels, inner) => {
    for (const turns of [1, 2, 5]) {
      const n = turns * channels * inner;
      const x = mixture(n, 6);
      view(address.steps, n).set(x);
      const partial = new Float64Array(4 * channels);
      for (let i = 0; i < n; i++) {
        partial[4 * (Math.floor(i / inner) % channels) + ((i % inner) & 3)] += x[i];
      }
      const sums = Float32Array.from({ length: channels }, (_, c) => {
        const [a, b, d, e] = partial.subarray(4 * c);
        return a + d + (b + e);
      });
      kernels.channelSums(address.steps, address.y, n, channels, inner);
      same(view(address.y, channels), sums, () => `${turns} turns`);
    }
  });
});
