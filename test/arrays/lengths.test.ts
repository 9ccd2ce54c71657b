/** All lengths at every alignment of the inputs and of out, and nothing written beside out. */
import { describe, test } from 'vitest';
import { same } from '../support/bits.js';
import { calls, callsOfEachLoop } from '../support/calls.js';
import { mixture } from '../support/inputs.js';
import { subjects } from '../support/subjects.js';
import { thorough } from '../support/thorough.js';

const LONGEST = 1027;
const ALL = Array.from({ length: LONGEST + 1 }, (_, i) => i);
/** For functions whose loop is already tried at more lengths: a few turns of the longest one, and what is left over. */
const SOME = ALL.filter((length) => length < 72 || length >= LONGEST - 3);
const MORE = thorough(
  ALL,
  ALL.filter((length) => length < 200 || length >= LONGEST - 3),
);
const tried = new Set(callsOfEachLoop.map(({ name }) => name));
/** Offsets in elements: 4 bytes each, they are all the places in a cache line where a Float32Array can begin. */
const ALIGNMENTS = 16;
const ROOM = LONGEST + ALIGNMENTS;
/** dy never begins at the alignment of x. */
const SKEW = 5;
const CANARY = 12345;

const inputs = { x: mixture(ROOM, 1), dy: mixture(ROOM, 2) };

/** How far apart the alignments are that are tried: 5 leaves 0, 5, 10 and 15, which differ in a vector of four as well. */
const STEP = thorough(1, 5);

/** [offset of x and dy, offset of out]: each of the two in turn. */
const offsets = Array.from({ length: Math.ceil(ALIGNMENTS / STEP) }, (_, i) => STEP * i).flatMap((offset) => [
  [offset, 0] as const,
  [0, offset] as const,
]);

describe.each(subjects)('$name', (subject) => {
  const x = subject.array(ROOM);
  const dy = subject.array(ROOM + SKEW).subarray(SKEW);
  const out = subject.array(ALIGNMENTS + ROOM + ALIGNMENTS);
  x.set(inputs.x);
  dy.set(inputs.dy);

  test.each(calls)('$name', (call) => {
    const expected = call.expected(inputs.x, inputs.dy);
    for (const [from, to] of offsets) {
      const start = ALIGNMENTS + to;
      for (const length of tried.has(call.name) ? MORE : SOME) {
        const piece = (array: Float32Array) => array.subarray(from, from + length);
        const end = start + length;
        out.fill(CANARY, start - 1, end + ALIGNMENTS);
        call.run(subject.api, piece(x), piece(dy), out.subarray(start, end));

        const what = () => `length ${length}, inputs at ${from}, out at ${to}`;
        same(out.subarray(start, end), piece(expected), what, { x: piece(x), dy: piece(dy) });
        if (out[start - 1] !== CANARY || out[end] !== CANARY) throw new Error(`${what()}: wrote beside out`);
      }
    }
  });
});
