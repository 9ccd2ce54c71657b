/** Arrays inside linear memory and outside it, in every mixture, at the lengths where tiles begin and end. */
import { describe, test } from 'vitest';
import { same } from '../support/bits.js';
import { type Call, calls } from '../support/calls.js';
import { mixture } from '../support/inputs.js';
import { activations, bump, type Subject } from '../support/subjects.js';
import { LENGTHS } from '../support/tiling.js';

const longest = Math.max(...LENGTHS);
const inputs = { x: mixture(longest, 5), dy: mixture(longest, 6) };

const own = activations('wasm', {});
const memory = new WebAssembly.Memory({ initial: 16 });
const wasm: Subject[] = [
  { name: 'own memory', api: own, array: own.alloc },
  { name: 'brought memory', api: activations('wasm', { memory }), array: bump(memory) },
];

const places = ['inside', 'outside'] as const;
const mixtures = places.flatMap((x) => places.flatMap((dy) => places.map((out) => ({ x, dy, out }))));

describe.each(wasm)('$name', (subject) => {
  const rooms = () => ({ inside: subject.array(longest + 1), outside: new Float32Array(longest + 1) });
  const room = { x: rooms(), dy: rooms(), out: rooms() };

  test.each(mixtures)('x $x, dy $dy, out $out', (place) => {
    const run = (call: Call, expected: Float32Array, length: number, offset: number) => {
      const piece = (name: keyof typeof room) => room[name][place[name]].subarray(offset, offset + length);
      const [x, dy, out] = [piece('x'), piece('dy'), piece('out')];
      x.set(inputs.x.subarray(0, length));
      dy.set(inputs.dy.subarray(0, length));
      out.fill(12345);
      call.run(subject.api, x, dy, out);
      same(out, expected.subarray(0, length), () => `${call.name}, length ${length}, offset ${offset}`, { x, dy });
    };
    for (const call of calls) {
      const expected = call.expected(inputs.x, inputs.dy);
      for (const length of LENGTHS) {
        for (const offset of [0, 1]) run(call, expected, length, offset);
      }
    }
  });
});
