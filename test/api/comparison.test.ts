/**
 * The command line's comparison: nothing is timed unless every result is right, and each speed is that of its label. The clock of these
 * tests stands still but for the milliseconds that a test adds.
 */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { compare, compareTable } from '../../src/cli/compare.js';
import { type Around, type Instance, instanceOn } from '../../src/cli/functions.js';
import { inTurn, windowCount } from '../../src/cli/measure.js';
import { loops } from '../../src/generated/loops.js';
import { bitsOf } from '../support/bits.js';

const auto = instanceOn('auto');
const js = instanceOn('js');
const LINEAR = auto.alloc(1).buffer;
const LENGTHS = [1_024, 65_536, 1_048_576];
/** The factor is a power of two: rounding the product would take a wrong last bit away, for some random inputs. */
const BOTH = { bias: [0.5], times: [-4] } as const;

/** Milliseconds; NaN where nothing may be timed. */
let now = Number.NaN;
beforeEach(() => {
  now = Number.NaN;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    if (Number.isNaN(now)) throw new Error('is timed');
    return now;
  });
});
afterEach(() => vi.restoreAllMocks());

interface Call {
  readonly x: Float32Array;
  readonly out: Float32Array | undefined;
  readonly isResident: boolean;
  readonly isPlain: boolean;
}

/** `instance`, where `after` sees each call and its result. */
function watched(instance: Instance, after: (call: Call, result: Float32Array) => void): Instance {
  return {
    ...instance,
    activation(name) {
      const f = instance.activation(name);
      const own = (x: Float32Array, { bias, times, out }: Around & { out?: Float32Array }) => {
        const result = f(x, { bias, times, out });
        const isPlain = bias === undefined && times === undefined;
        after({ x, out, isResident: x.buffer === LINEAR && out?.buffer === LINEAR, isPlain }, result);
        return result;
      };
      return Object.defineProperties(own, Object.getOwnPropertyDescriptors(f)) as unknown as typeof f;
    },
  };
}

/** `instance`, whose calls of one kind have the last bit of one element wrong. */
function wrongWhere(instance: Instance, isWrong: (call: Call) => boolean, element = 0): Instance {
  return watched(instance, (call, result) => {
    if (isWrong(call)) bitsOf(result)[element] ^= 1;
  });
}

const ALLOC = 'wasm, from alloc';
const ORDINARY = 'wasm, ordinary arrays';
const LOOPS = 'wasm, with loops';
const JS = 'js backend';
const LOOP = 'hand loop';

describe('one bit that is wrong is an error', () => {
  test.each([0, 500, 1023])('of element %i', (element) => {
    expect(() =>
      compare(
        wrongWhere(auto, () => true, element),
        ['gelu'],
      ),
    ).toThrow(/^gelu, wasm, from alloc: /);
  });

  test.each<[string, Instance, Instance]>([
    [ALLOC, wrongWhere(auto, ({ isResident, isPlain }) => isResident && !isPlain), js],
    [ORDINARY, wrongWhere(auto, ({ isResident }) => !isResident), js],
    [LOOPS, wrongWhere(auto, ({ isPlain }) => isPlain), js],
    [JS, auto, wrongWhere(js, ({ out }) => out !== undefined)],
    [JS, js, wrongWhere(js, ({ out }) => out !== undefined)],
    [ALLOC, auto, wrongWhere(js, () => true)], // the twin is what all others are compared with
  ])('of %s', (label, instance, twins) => {
    const message = `^silu, ${label}: -?[\\d.e-]+ for -?[\\d.e-]+, expected -?[\\d.e-]+$`;
    expect(() => compare(instance, ['silu'], BOTH, false, twins)).toThrow(new RegExp(message));
  });

  test.each<[Around]>([[{ bias: [0.5] }], [{ times: [-4] }]])(
    'of loops for %j alone, which are right else',
    (around) => {
      expect(() => compare(auto, ['silu'], around)).toThrow('is timed');
      const wrong = wrongWhere(auto, ({ isPlain }) => isPlain);
      expect(() => compare(wrong, ['silu'], around)).toThrow(/^silu, wasm, with loops: /);
    },
  );

  test('the message has the result, its input and what was expected', () => {
    const wrong = wrongWhere(auto, ({ isResident }) => !isResident);
    let text = '';
    try {
      compare(wrong, ['hardtanh']);
    } catch (error) {
      text = String(error);
    }
    const [, y, x, expected] = text.match(/: (\S+) for (\S+), expected (\S+)$/) ?? [];
    expect(Number(expected)).toBe(Math.max(-1, Math.min(Number(x), 1)));
    expect(bitsOf(Float32Array.of(Number(y)))[0] ^ bitsOf(Float32Array.of(Number(expected)))[0]).toBe(1);
  });
});

/** An error of results that are 0, where it is exact, or of those above 1. */
const ofZero = (error: number) => (y: number) => (y === 0 ? error * 2 ** -20 : 0);
const ofLarge = (error: number) => (y: number) => (y > 1 ? error * y * 2 ** -20 : 0);

// A hand loop rounds more often: it may be 2^-20 off, that part of a result above 1, and as many times that as it is multiplied by.
describe('a hand loop', () => {
  test.each<[error: string, of: (y: number) => number, around: Around, isTimed: boolean]>([
    ['1 of 0', ofZero(1), {}, true],
    ['1.01 of 0', ofZero(1.01), {}, false],
    ['-1 of 0', ofZero(-1), {}, true],
    ['-1.01 of 0', ofZero(-1.01), {}, false],
    ['0.7 of results above 1', ofLarge(0.7), {}, true],
    ['1.5 of results above 1', ofLarge(1.5), {}, false],
    ['1 of 0, with a bias', ofZero(1), { bias: [1] }, true],
    ['1.01 of 0, with a bias', ofZero(1.01), { bias: [1] }, false],
    ['1 of 0, times -3', ofZero(1), { times: [-3] }, true],
    ['1.01 of 0, times -3', ofZero(1.01), { times: [-3] }, false],
    ['2 of 0, times 0.5', ofZero(2), { times: [0.5] }, true],
    ['2.02 of 0, times 0.5', ofZero(2.02), { times: [0.5] }, false],
    ['NaN', () => Number.NaN, {}, false],
  ])('with an error of %s', (_, errorOf, around, isTimed) => {
    const { relu } = loops;
    vi.spyOn(loops, 'relu').mockImplementation((x: Float32Array, y: Float32Array) => {
      relu(x, y);
      for (let i = 0; i < x.length; i++) y[i] += errorOf(y[i]);
    });
    expect(() => compare(js, ['relu'], around)).toThrow(isTimed ? /^is timed$/ : /^relu, hand loop: /);
  });

  test('has the default parameters', () => {
    vi.spyOn(loops, 'leakyRelu').mockImplementation((_x: Float32Array, _y: Float32Array, { alpha }) => {
      throw new Error(`alpha ${alpha}`);
    });
    expect(() => compare(js, ['leakyRelu'])).toThrow('alpha 0.01');
  });
});

describe('the speed of each label is that of its calls', () => {
  beforeEach(() => {
    now = 0;
  });

  /** Milliseconds of a call. The first that is timed ends the rounds. */
  const COSTS = { [ALLOC]: 4_000, [ORDINARY]: 5_000, [LOOPS]: 6_500, [JS]: 8_000, [LOOP]: 16_000 };
  type Label = keyof typeof COSTS;

  test.each<[around: Around, instance: Instance, names: readonly ('relu' | 'hardtanh')[], labels: readonly Label[]]>([
    [{}, auto, ['relu'], [ALLOC, ORDINARY, JS, LOOP]],
    [BOTH, auto, ['relu'], [ALLOC, ORDINARY, LOOPS, JS, LOOP]],
    [BOTH, js, ['relu', 'hardtanh'], [JS, LOOP]],
  ])('%j', (around, instance, names, labels) => {
    const isSurrounded = labels.includes(LOOPS);
    const kernels = watched(instance, ({ isResident, isPlain }) => {
      expect(isPlain && isSurrounded && !isResident).toBe(false);
      now += COSTS[isPlain && isSurrounded ? LOOPS : isResident ? ALLOC : ORDINARY];
    });
    const twins = watched(js, () => {
      now += COSTS[JS];
    });
    for (const name of names) {
      const own = loops[name];
      vi.spyOn(loops, name).mockImplementation((x: Float32Array, y: Float32Array, parameters) => {
        now += COSTS[LOOP];
        own(x, y, parameters as never);
      });
    }
    const speeds = compare(kernels, names, around, false, twins);
    expect(speeds).toEqual(
      names.flatMap((name) =>
        LENGTHS.map((elements) => ({
          function: name,
          elements,
          billionsPerSecond: Object.fromEntries(
            labels.map((label) => [label, Number((elements / COSTS[label] / 1e6).toPrecision(2))]),
          ),
        })),
      ),
    );
    for (const { billionsPerSecond } of speeds) expect(Object.keys(billionsPerSecond)).toEqual(labels);
  });

  /** Compares at the first length alone: from then on a call is an error. */
  const atFirstLength = (names: Parameters<typeof compare>[1], instance: Instance, twins: Instance) => {
    const only = (given: Instance) =>
      watched(given, ({ x }) => {
        if (x.length > 1_024) throw new Error('the next length');
      });
    expect(() => compare(only(instance), names, {}, false, only(twins))).toThrow('the next length');
  };

  test('each call of a round has inputs of its own, from -4 to 4, the same for all', () => {
    const inputs = { wasm: new Set<string>(), js: new Set<string>() };
    const seen =
      (set: Set<string>) =>
      ({ x }: Call) => {
        now += 4_000;
        set.add(bitsOf(x).join());
        const [least, most] = [Math.min(...x), Math.max(...x)];
        expect([least >= -4, least < -3.8, most > 3.8, most <= 4]).toEqual([true, true, true, true]);
      };
    atFirstLength(['relu'], watched(auto, seen(inputs.wasm)), watched(js, seen(inputs.js)));
    expect(inputs.wasm.size).toBe(128);
    for (const one of inputs.wasm) expect(inputs.js).toContain(one);
  });

  test.each<[count: number, ms: number]>([
    [1, 1_000],
    [5, 200],
    [12, 100],
  ])('%i functions are timed for at least %i ms each at each length', (count, ms) => {
    const names = Array.from({ length: count }, () => 'linear' as const);
    let calls = 0;
    const twins = watched(js, ({ x, out }) => {
      if (x.length !== 1_024 || out === undefined) return;
      calls++;
      now += ms / 256; // half the time in a round of 128 windows
    });
    atFirstLength(names, js, twins);
    expect(calls).toBe(count * (1 + 2 * 128)); // one to check, two rounds to time
  });
});

test('the table has a line for each function and length, and a column for each way', () => {
  const speed = (elements: number, wasm: number, hand: number) =>
    ({ function: 'relu', elements, billionsPerSecond: { [ALLOC]: wasm, [LOOP]: hand } }) as const;
  expect(compareTable([speed(1_024, 4.2, 0.31), speed(1_048_576, 10, 1.5)]).split('\n')).toEqual([
    'function   elements  wasm, from alloc  hand loop',
    'relu          1,024               4.2       0.31',
    'relu      1,048,576                10        1.5',
  ]);
});

describe('timing', () => {
  beforeEach(() => {
    now = 0;
  });

  test('runs the tasks in turn until the time is over, and gives each its median', () => {
    const order: string[] = [];
    const task = (name: string, times: number[]) => () => {
      order.push(name);
      now += times.shift() ?? Number.NaN;
    };
    expect(inTurn([task('a', [5, 1, 30]), task('b', [2, 100, 9])], 140)).toEqual([5, 9]);
    expect(order.join('')).toBe('ababab');
  });

  test.each([
    ['ends when the time is just over', 10, [10]],
    ['goes on where a moment is left', 11, [10, 20]],
    ['runs each task once at least', 0, [10]],
  ])('%s', (_, ms, expected) => {
    const times: number[] = [];
    const task = () => {
      now += 10 * (times.length + 1);
      times.push(now);
    };
    inTurn([task], ms);
    expect(times).toHaveLength(expected.length);
  });

  test('the median is that of numbers, not of words', () => {
    const times = [9, 10, 100];
    const task = () => {
      now += times.shift() ?? Number.NaN;
    };
    expect(inTurn([task], 119)).toEqual([10]);
  });

  test('of an even number of times it is the upper one of the two in the middle', () => {
    const times = [1, 5];
    const task = () => {
      now += times.shift() ?? Number.NaN;
    };
    expect(inTurn([task], 6)).toEqual([5]);
  });

  test.each([
    [1_024, 128],
    [65_536, 2],
    [65_537, 2],
    [65_535, 3],
    [1_048_576, 1],
  ])('arrays of %i elements are met in %i windows', (length, count) => {
    expect(windowCount(length)).toBe(count);
  });
});
