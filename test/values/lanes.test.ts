/** Every special value in every lane of every vector of the unrolled loops, and in the tail; with dy, every pair. */
import { describe, test } from 'vitest';
import { same } from '../support/bits.js';
import { sweptCalls } from '../support/calls.js';
import { SPECIALS } from '../support/inputs.js';
import { backends } from '../support/subjects.js';
import { thorough } from '../support/thorough.js';

const { length: COUNT } = SPECIALS;
/** Two turns of the longest unrolled loop (32), one vector, a tail of three. */
const LENGTH = 2 * 32 + 4 + 3;
/** From one pair that is tried alone to the next. 7 divides no number of specials that there may be, so each x and each dy is tried. */
const STEP = thorough(1, 7);

/** From one place of the window to the next. 3 and the length of a vector have no common divisor, so each value comes to each lane. */
const SLIDE = thorough(1, 3);

/** Every pair of specials, one after another: x changes each time, dy each `COUNT` times. */
const pairs = { x: new Float32Array(COUNT ** 2), dy: new Float32Array(COUNT ** 2) };
for (let i = 0; i < COUNT; i++) {
  pairs.x.set(SPECIALS, i * COUNT);
  for (let j = 0; j < COUNT; j++) pairs.dy.set(SPECIALS.subarray(i, i + 1), i * COUNT + j);
}

describe.each(backends)('$name', (subject) => {
  const room = { x: subject.array(COUNT ** 2), dy: subject.array(COUNT ** 2), out: subject.array(COUNT ** 2) };
  room.x.set(pairs.x);
  room.dy.set(pairs.dy);

  test.each(sweptCalls)('$name', (call) => {
    const expected = call.expected(pairs.x, pairs.dy);
    const run = (from: number, to: number) => {
      const x = room.x.subarray(from, to);
      const dy = room.dy.subarray(from, to);
      const out = room.out.subarray(from, to).fill(12345);
      call.run(subject.api, x, dy, out);
      same(out, expected.subarray(from, to), () => `pairs ${from} to ${to}`, { x, dy });
    };
    // A window that slides takes every value through every place in it.
    for (let from = 0; from <= 2 * COUNT; from += SLIDE) run(from, from + LENGTH);
    // All pairs, in every lane, then alone in the tail.
    for (let lane = 0; lane < 4; lane++) run(lane, COUNT ** 2);
    for (let i = 0; i < COUNT ** 2; i += STEP) run(i, i + 1);
  });
});
