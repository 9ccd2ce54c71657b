/** f(x + bias) * times and its gradient: the bits of the separate float32 steps, for arrays of every kind, shape and place. */
import { describe, expect, test } from 'vitest';
import type { Activations } from '../../src/index.js';
import { type Name, names, specs } from '../../tools/specs.js';
import { bitsOf, same } from '../support/bits.js';
import { mixture, scrambled } from '../support/inputs.js';
import { type Subject, subjects } from '../support/subjects.js';
import { thorough } from '../support/thorough.js';

/** Channels, elements of a channel that follow each other, turns: odd ones, channels first and last, some larger than a tile. */
const SHAPES = [
  [1, 1, 5],
  [3, 1, 15],
  [5, 7, 3],
  [64, 1, 40],
  [7, 180, 2],
  [5, 900, 2],
  [2, 2200, 1],
  [2100, 1, 2],
] as const;

/** How an operand is given. */
const FORMS = ['none', 'full', 'channels', 'numbers'] as const;
type Form = (typeof FORMS)[number];

interface Options {
  readonly dy?: Float32Array | undefined;
  readonly bias?: Float32Array | readonly number[] | undefined;
  readonly times?: Float32Array | readonly number[] | undefined;
  readonly alpha?: Float32Array | undefined;
  readonly inner?: number;
  readonly kink?: 'left';
  readonly out?: Float32Array;
}
type Callable = (x: Float32Array, options?: Options) => Float32Array;
const functionOf = (api: Activations, name: Name | 'prelu') => api[name] as unknown as Callable & { grad: Callable };

/** What each element uses of an operand. */
function spread(operand: Options['bias'], length: number, inner: number): Float32Array | undefined {
  if (operand === undefined) return undefined;
  const entries = Float32Array.from(operand);
  if (entries.length === length) return entries;
  return Float32Array.from({ length }, (_, i) => entries[Math.floor(i / inner) % entries.length]);
}

const product = (a: Float32Array, b: Float32Array | undefined) => (b === undefined ? a : a.map((v, i) => v * b[i]));

/** The separate steps, with plain calls of the twins. */
function stepwise(name: Name | 'prelu', isGrad: boolean, x: Float32Array, options: Options): Float32Array {
  const { dy, bias, times, alpha, inner = 1, kink } = options;
  const f = functionOf(subjects[0].api, name);
  const added = spread(bias, x.length, inner);
  const sum = added === undefined ? x : x.map((v, i) => v + added[i]);
  const factor = spread(times, x.length, inner);
  const slopes = alpha && { alpha: spread(alpha, x.length, inner) };
  if (!isGrad) return product(f(sum, slopes), factor);
  const above = dy === undefined ? factor : product(dy, factor);
  return f.grad(sum, { ...slopes, ...(kink && { kink }), ...(above && { dy: above }) });
}

/** The separate steps' results, which serve all subjects. */
const known = new Map<string, Float32Array>();
function remembered(key: string, compute: () => Float32Array): Float32Array {
  const result = known.get(key) ?? compute();
  known.set(key, result);
  return result;
}

/** A copy at the subject's kind of place, off the alignment. */
function placed({ array }: Subject, values: Float32Array, offset: number): Float32Array {
  const copy = array(values.length + offset).subarray(offset);
  bitsOf(copy).set(bitsOf(values));
  return copy;
}

const operands = (form: Form, values: Float32Array, channels: number) =>
  ({
    none: undefined,
    full: values,
    channels: values.slice(0, channels),
    numbers: Array.from(values.subarray(0, channels)),
  })[form];

const combinations = FORMS.flatMap((bias) => FORMS.map((times) => ({ bias, times }))).filter(
  ({ bias, times }) => bias !== 'none' || times !== 'none',
);

const FUNCTIONS = [...names, 'prelu' as const];

/** Every so many combinations are tried in a shape, another one first for each function and shape, so that all come up with each function. */
const STEP = thorough(1, SHAPES.length);
/** prelu, whose ways differ by the shape and by what else is there, tries all of them. */
const stepOf = (name: Name | 'prelu') => (name === 'prelu' ? 1 : STEP);

/** The array that the results go to: a new one, or exactly one of the inputs that are as long as x. */
const TARGETS = ['new', 'x', 'bias', 'times', 'dy'] as const;

describe.each(subjects)('$name', (subject) => {
  describe.each(FUNCTIONS)('%s', (name) => {
    const turn = FUNCTIONS.indexOf(name);
    test.each(SHAPES.map((shape, at) => [...shape, at] as const))(
      '%d channels of %d, %d times',
      (channels, inner, turns, at) => {
        const length = channels * inner * turns;
        const [xs, dys, alphas] = [scrambled(length, 1), mixture(length, 2), mixture(channels, 5)];
        const slopes = name === 'prelu' ? { alpha: alphas.map((v) => (Number.isFinite(v) ? v : 0.25)) } : {};
        const hasKink = name === 'prelu' || specs[name].kinks;
        for (const [i, { bias, times }] of combinations.entries()) {
          if (i % stepOf(name) !== (at + turn) % stepOf(name)) continue;
          const [biases, factors] = [mixture(length, 3), scrambled(length, 4)];
          for (const [isGrad, takesDy] of [
            [false, false],
            [true, false],
            [true, true],
          ] as const) {
            const given = {
              ...slopes,
              bias: operands(bias, biases, channels),
              times: operands(times, factors, channels),
              ...(takesDy && { dy: dys }),
              ...(isGrad && hasKink && i % 2 === 1 && { kink: 'left' as const }),
              inner,
            };
            const key = [name, channels, inner, turns, bias, times, isGrad, takesDy].join();
            const expected = remembered(key, () => stepwise(name, isGrad, xs, given));
            const own = (value: typeof given.bias, offset: number) =>
              value instanceof Float32Array ? placed(subject, value, offset) : value;
            const x = placed(subject, xs, 1);
            const call = {
              ...given,
              ...('alpha' in slopes && { alpha: placed(subject, slopes.alpha, 2) }),
              bias: own(given.bias, i % 4),
              times: own(given.times, 3),
              ...(takesDy && { dy: placed(subject, dys, 2) }),
            };
            const arrays: Partial<Record<string, unknown>> = { ...call, x };
            const target = arrays[TARGETS[i % TARGETS.length]];
            const isWhole = target instanceof Float32Array && target.length === length;
            const f = functionOf(subject.api, name);
            const options = isWhole ? { ...call, out: target } : call;
            const result = isGrad ? f.grad(x, options) : f(x, options);
            if (isWhole) expect(result).toBe(target);
            same(result, expected, () => `${isGrad ? 'grad' : 'forward'}, bias ${bias}, times ${times}`, { x: xs });
          }
        }
      },
    );
  });
});

/** The arrays of a gradient: as long as x, but for the slopes of prelu. */
const ARRAYS = ['x', 'bias', 'times', 'dy', 'alpha', 'out'] as const;

describe.each(subjects.filter(({ name }) => /in (its own|a) memory/.test(name)))(
  '$name, but one of them',
  (subject) => {
    test.each(['hardtanh', 'prelu'] as const)('%s', (name) => {
      const functions = [subjects[0], subject].map(({ api }) => functionOf(api, name));
      // Short and long runs, of elements of one channel and of one element of each.
      for (const [channels, inner] of [
        [5, 7],
        [3, 40],
        [5, 1],
        [64, 1],
      ]) {
        const length = channels * inner * 70;
        const values = Object.fromEntries(ARRAYS.map((array, seed) => [array, scrambled(length, seed)]));
        values.alpha = mixture(channels, 5).map((v) => (Number.isFinite(v) ? v : 0.25));
        for (const elsewhere of ARRAYS) {
          // Without bias and times prelu goes another way.
          for (const given of [ARRAYS, ARRAYS.filter((array) => array !== 'bias' && array !== 'times')]) {
            const arrays = (place: (values: Float32Array, array: string) => Float32Array) => {
              const { x, ...options } = Object.fromEntries(given.map((array) => [array, place(values[array], array)]));
              if (name !== 'prelu') delete options.alpha;
              return [x, { ...options, inner }] as const;
            };
            const ordinary = arrays((own) => own.slice());
            const mixed = arrays((own, array) => (array === elsewhere ? own.slice() : placed(subject, own, 1)));
            const [expected, result] = functions.map((f, i) => f.grad(...[ordinary, mixed][i]));
            same(result, expected, () => `${elsewhere} elsewhere, ${channels} channels of ${inner}`, { x: values.x });
          }
        }
      }
    });
  },
);
