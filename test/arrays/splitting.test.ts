/** A result depends on its own element alone: an array in pieces, or in another order, gives the same results. */
import { describe, test } from 'vitest';
import { TILE } from '../../src/engine/tiles.js';
import { same } from '../support/bits.js';
import { calls } from '../support/calls.js';
import { mixture } from '../support/inputs.js';
import { subjects } from '../support/subjects.js';
import { thorough } from '../support/thorough.js';

/** A tile, two turns of the longest unrolled loop, a vector, a tail. */
const LENGTH = TILE + 2 * 32 + 4 + 3;
const inputs = { x: mixture(LENGTH, 7), dy: mixture(LENGTH, 8) };

/** A prime step visits each index once: LENGTH is no multiple of it. */
const STEP = 1009;
const NEAR = thorough(100, 37);
const STRIDE = thorough(97, 1013);
/** At each place in the first turns of a loop, around the end of a tile, and some between. */
const cuts = Array.from({ length: LENGTH + 1 }, (_, i) => i).filter(
  (i) => i < NEAR || Math.abs(i - TILE) <= 4 || i > LENGTH - 4 || i % STRIDE === 0,
);
const order = Array.from({ length: LENGTH }, (_, i) => (i * STEP) % LENGTH);
const permuted = (array: Float32Array) => Float32Array.from(order, (i) => array[i]);

describe.each(subjects)('$name', (subject) => {
  const x = subject.array(LENGTH);
  const dy = subject.array(LENGTH);
  const out = subject.array(LENGTH);

  test.each(calls)('$name', (call) => {
    x.set(inputs.x);
    dy.set(inputs.dy);
    const whole = call.run(subject.api, x, dy);

    for (const cut of cuts) {
      out.fill(12345);
      call.run(subject.api, x.subarray(0, cut), dy.subarray(0, cut), out.subarray(0, cut));
      call.run(subject.api, x.subarray(cut), dy.subarray(cut), out.subarray(cut));
      same(out, whole, () => `cut at ${cut}`);
    }

    x.set(permuted(inputs.x));
    dy.set(permuted(inputs.dy));
    same(call.run(subject.api, x, dy), permuted(whole), () => 'in another order');
  });
});
