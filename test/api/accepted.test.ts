/** Every kind of Float32Array is accepted: of subclasses and other realms, over shared and resizable buffers. */
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { TILE } from '../../src/engine/tiles.js';
import { same } from '../support/bits.js';
import { callsOfEachLoop as calls } from '../support/calls.js';
import { mixture } from '../support/inputs.js';
import { resizable } from '../support/resizable.js';
import { subjects } from '../support/subjects.js';

/** Another constructor, and methods of its own that would all break what relies on them. */
class Hostile extends Float32Array {
  static get [Symbol.species](): never {
    throw new Error('species');
  }
  static override of(): never {
    throw new Error('of');
  }
  static override from(): never {
    throw new Error('from');
  }
  constructor(options: { readonly size: number }) {
    if (typeof options !== 'object' || options instanceof ArrayBuffer) throw new Error('constructor');
    super(options.size);
  }
  override set(): never {
    throw new Error('set');
  }
  override subarray(): never {
    throw new Error('subarray');
  }
  override slice(): never {
    throw new Error('slice');
  }
  override map(): never {
    throw new Error('map');
  }
  override fill(): never {
    throw new Error('fill');
  }
  override keys(): never {
    throw new Error('keys');
  }
  override [Symbol.iterator](): never {
    throw new Error('iterator');
  }
}

class Subclass extends Float32Array {}

const Foreign: Float32ArrayConstructor = runInNewContext('Float32Array');

const makers: Readonly<Record<string, (length: number) => Float32Array>> = {
  'of a subclass': (length) => new Subclass(length),
  'of a subclass with a constructor and methods of its own': (length) => new Hostile({ size: length }),
  'of another realm': (length) => new Foreign(length),
  'over a SharedArrayBuffer': (length) => new Float32Array(new SharedArrayBuffer(4 * length)),
  'over a resizable buffer': (length) => new Float32Array(resizable(4 * length, 8 * length + 4), 0, length),
  'tracking the length of a resizable buffer': (length) => new Float32Array(resizable(4 * length, 8 * length + 4)),
  'that begins within its buffer': (length) => new Float32Array(new ArrayBuffer(4 * length + 12), 4, length),
};

const LENGTHS = [0, 1, 8, 9, 16, 17, 100, TILE + 1];
const inputs = { x: mixture(TILE + 1, 10), dy: mixture(TILE + 1, 11) };
const { set } = Float32Array.prototype;

test('the other realm is another one', () => {
  expect(new Foreign(1)).not.toBeInstanceOf(Float32Array);
});

describe.each(subjects)('$name', ({ api }) => {
  describe.each(Object.entries(makers))('arrays %s', (_, make) => {
    test.each(calls)('$name', (call) => {
      for (const length of LENGTHS) {
        const [x, dy, out] = [make(length), make(length), make(length)];
        set.call(x, inputs.x.subarray(0, length));
        set.call(dy, inputs.dy.subarray(0, length));
        const expected = call.expected(inputs.x.subarray(0, length), inputs.dy.subarray(0, length));

        expect(call.run(api, x, dy, out)).toBe(out);
        same(out, expected, () => `out, length ${length}`);

        const made = call.run(api, x, dy);
        expect(Object.getPrototypeOf(made), 'without out: a plain Float32Array').toBe(Float32Array.prototype);
        same(made, expected, () => `without out, length ${length}`);

        call.run(api, x, dy, x);
        same(x, expected, () => `in place, length ${length}`);
      }
    });
  });

  test.each(calls)('plain arrays of numbers are rounded to float32: $name', (call) => {
    const numbers = { x: [0.1, -0.1, -0, 1e-46, -1e300, 16_777_217, Number.NaN], dy: [3, 0.1, 2, 1, 1e-46, 0.7, 1] };
    const expected = call.expected(Float32Array.from(numbers.x), Float32Array.from(numbers.dy));
    const before = structuredClone(numbers);
    const { x, dy } = numbers as unknown as Record<'x' | 'dy', Float32Array>;
    same(call.run(api, x, dy), expected, () => 'without out');
    const out = new Float32Array(expected.length);
    expect(call.run(api, x, dy, out)).toBe(out);
    same(out, expected, () => 'out');
    expect(numbers).toEqual(before);
  });

  test('a plain array of another realm', () => {
    expect(api.relu(runInNewContext('[1, -10, 0, 15, -20]'))).toEqual(Float32Array.of(1, 0, 0, 15, 0));
  });

  test('options without a prototype, frozen, or of a class', () => {
    class Options {
      kink = 'left' as const;
    }
    const bare: { kink?: 'left' } = Object.create(null);
    bare.kink = 'left';
    for (const options of [bare, Object.freeze({ kink: 'left' } as const), new Options()]) {
      expect(api.relu.grad([0], options)).toEqual(Float32Array.of(0));
    }
  });

  test('an enumerable extension of Object.prototype is no option', () => {
    const extended = Object.prototype as { extension?: unknown };
    extended.extension = 1;
    try {
      expect(api.leakyRelu([-1], { alpha: 0.5 })).toEqual(Float32Array.of(-0.5));
    } finally {
      delete extended.extension;
    }
  });

  test('options whose getters call the library themselves', () => {
    const other = mixture(3 * TILE, 26);
    const out = new Float32Array(2);
    const options = {
      get alpha() {
        api.leakyRelu(other, { alpha: 7 });
        return 0.5;
      },
      get dy() {
        api.leakyRelu.grad(other, { alpha: 7, dy: other });
        return [3, 3];
      },
      get out() {
        api.relu(other, { out: other });
        return out;
      },
    };
    expect(api.leakyRelu.grad([-1, 1], options)).toEqual(Float32Array.of(1.5, 3));
  });
});
