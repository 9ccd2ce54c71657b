/** Float16Arrays in any argument of the asynchronous calls: the kind and the bits of the synchronous call. .ci/run tries it in Node 24 and 26. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createActivations } from '../../build/modules/index.js';
import { arrayArguments, type Callee, functions, type Places, placesOf, rightArguments } from '../support/functions.js';
import { createFixture, type Fixture } from './support.js';

/** Float16Array as far as it is used here: the compiler need not know it. */
const { Float16Array: Half } = globalThis as unknown as { Float16Array?: typeof Float32Array };

/** A call on the calling thread alone, and one that threads share. */
const LENGTHS = [300, 40_000];

if (Half === undefined) {
  test('float16 on threads', ({ skip }) => skip('this engine has no Float16Array; .ci/run tries it in Node 24 and 26'));
} else {
  describe('float16 on threads', () => onThreads(Half));
}

function onThreads(Half: typeof Float32Array): void {
  const one = createActivations();
  let fixture: Fixture;
  let shared: Places;
  beforeAll(async () => {
    fixture = await createFixture({ threads: 2, memoryBytes: 2 ** 23 });
    shared = placesOf(fixture.act.alloc, LENGTHS[1]);
  });
  afterAll(() => fixture.act.dispose());

  const halves = placesOf((length) => new Half(length), LENGTHS[1]);

  /** Arrays for every argument: Float16Arrays for the chosen ones, shared memory for the others, all with numbers around 0. */
  function places(chosen: readonly string[]): Places {
    const all = Object.keys(shared).map((name): [string, Float32Array] => [
      name,
      (chosen.includes(name) ? halves : shared)[name],
    ]);
    for (const [k, [, array]] of all.entries()) {
      for (let i = 0; i < array.length; i++) array[i] = 4 * Math.sin((k + 1) * i);
    }
    return Object.fromEntries(all);
  }

  /** The arguments of a call, without `out` where that is not wanted. */
  function argumentsOf(callee: Callee, chosen: readonly string[], length: number, hasOut: boolean) {
    const { x, out, ...options } = rightArguments(callee, places(chosen), length);
    return [x, hasOut ? { ...options, out } : options] as const;
  }

  test.each(functions)('$fn', async (callee) => {
    const arrays = arrayArguments(callee);
    for (const length of LENGTHS) {
      for (const chosen of [...arrays.map((argument) => [argument]), arrays]) {
        for (const hasOut of chosen.includes('out') ? [true] : [true, false]) {
          const what = `${chosen} of ${length}, ${hasOut ? 'with' : 'without'} out`;
          const expected = callee.call(one, ...argumentsOf(callee, chosen, length, hasOut)) as Float32Array;
          const bits = Array.from(expected);
          const [x, options] = argumentsOf(callee, chosen, length, hasOut);
          const result = (await callee.call(fixture.act, x, options)) as Float32Array;
          expect(result.constructor.name, what).toBe(expected.constructor.name);
          expect(Array.from(result), what).toEqual(bits);
          if (hasOut) expect(result, what).toBe((options as { out?: unknown }).out);
        }
      }
    }
  });
}
