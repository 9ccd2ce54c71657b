/** What a call brings into an instance's own memory stays within its scratch area, whatever surrounds the activation. */
import { describe, expect, test } from 'vitest';
import { TILE } from '../../../src/engine/tiles.js';
import { functions, placesOf, rightArguments } from '../../support/functions.js';
import { activations } from '../../support/subjects.js';

/** Channels up to more than all tiles together hold, around each size that a tile may have. */
const CHANNELS = [
  1,
  2,
  ...[TILE / 4, TILE / 2, TILE, 2 * TILE].flatMap((size) => [size - 1, size, size + 1]),
  1500,
  3000,
  3 * TILE,
];
/** Channels, and how many elements of a channel follow each other: one, or so many that a turn of the channels fits no tile. */
const SHAPES: readonly (readonly [channels: number, inner: number])[] = [
  ...CHANNELS.map((channels) => [channels, 1] as const),
  [1, 3 * TILE],
  [3, TILE],
  [TILE / 4 + 1, 40],
];
/** Longer than all tiles together, also where there are few channels. */
const lengthOf = (turn: number) => turn * Math.max(2, Math.ceil((3 * TILE) / turn));
/** Every combination of operands with an entry for each channel; the others are as long as x. */
const OF_CHANNELS = [['bias'], ['times'], ['alpha'], ['bias', 'times'], ['bias', 'times', 'alpha'], []];

const around = functions.filter(({ takes }) => 'bias' in takes);
// What surrounds them does not depend on the function: one of each kind of loop.
const chosen = around.filter(({ fn }) => /^(leakyRelu|gelu|prelu)(\.grad)?$/.test(fn));

test('there are such functions', () => {
  expect(chosen.map(({ fn }) => fn).sort()).toEqual(
    ['gelu', 'gelu.grad', 'leakyRelu', 'leakyRelu.grad', 'prelu', 'prelu.grad'].sort(),
  );
});

/** In none of the arrays of calls, nor a result. */
const GUARD = -54321;
const longest = Math.max(...SHAPES.map(([channels, inner]) => lengthOf(channels * inner)));
const ordinary = placesOf((length) => new Float32Array(length), longest);

describe.each(chosen)('$fn', (callee) => {
  const api = activations('wasm', {});
  const behind = api.alloc(longest).fill(GUARD);
  const inside = placesOf(api.alloc, longest);

  test.each(SHAPES)('%i channels of %i', (channels, inner) => {
    for (const places of [ordinary, inside]) {
      const { x, ...right } = rightArguments(callee, places, lengthOf(channels * inner));
      for (const names of OF_CHANNELS) {
        const own = names
          .filter((name) => /entries|slopes/.test(callee.takes[name] ?? ''))
          .map((name) => [name, ordinary[name].subarray(0, channels)] as const);
        callee.call(api, x, { ...right, ...Object.fromEntries(own), inner });
        expect(behind.findIndex((value) => value !== GUARD)).toBe(-1);
      }
    }
  });
});
