import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createActivations } from '../../src/index.js';
import { areGolden, BLOCKS, blockHasher, finalHash, goldenNames, hashAll, hex } from '../../src/verify/index.js';
import { names } from '../../tools/specs.js';
import { activationOf } from '../support/calls.js';

/** The hashes of a function's 256 blocks, by the C program. */
function goldenBlocks(name: string): Uint32Array {
  const { forward } = JSON.parse(readFileSync(new URL(`../golden/${name}.json`, import.meta.url), 'utf8'));
  return Uint32Array.from({ length: BLOCKS }, (_, block) =>
    Number(`0x${forward.blocks.slice(8 * block, 8 * block + 8)}`),
  );
}

test('there is a golden hash for every function', () => {
  const golden: readonly string[] = goldenNames;
  expect(names.filter((name) => !golden.includes(name))).toEqual([]);
  expect(golden).toHaveLength(names.length);
});

describe.each(goldenNames)('%s', (name) => {
  test('the golden hash is that of the golden blocks, and of no others', () => {
    const blocks = goldenBlocks(name);
    expect(areGolden(name, blocks)).toBe(true);
    blocks[200] ^= 1;
    expect(areGolden(name, blocks)).toBe(false);
  });
});

test.each([
  ['wasm', 'gelu', 0x3f], // numbers about 1
  ['wasm', 'gelu', 0xbf], // about -1
  ['wasm', 'gelu', 0x7f], // infinity and NaNs
  ['js', 'softsign', 0xbf],
] as const)('on %s, %s gives the golden hash of block %i', (backend, name, block) => {
  const api = createActivations({ backend });
  const hash = blockHasher(activationOf(api, name), api.alloc)(block);
  expect(hex(hash)).toBe(hex(goldenBlocks(name)[block]));
});

test('a result that is off by one bit changes the hash of its block', () => {
  const api = createActivations();
  const right = blockHasher(api.relu, api.alloc);
  const wrong = blockHasher((x, { out }) => {
    api.relu(x, { out });
    const i = x.indexOf(1.5);
    if (i >= 0) out[i] += 2 ** -23;
  }, api.alloc);
  expect(wrong(0x3f)).not.toBe(right(0x3f));
  expect(wrong(0x40)).toBe(right(0x40));
});

describe('all blocks', () => {
  test('each is hashed once, by whichever worker is free, and put in its place', async () => {
    const blocks = goldenBlocks('tanh');
    const asked: number[] = [];
    let done = 0;
    const workers = [1, 3].map((turns) => async (block: number) => {
      asked.push(block);
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      return blocks[block];
    });
    const hashes = await hashAll(workers, () => done++);
    expect(hashes).toEqual(blocks);
    expect(asked.sort((a, b) => a - b)).toEqual([...blocks.keys()]);
    expect(done).toBe(BLOCKS);
    expect(hex(finalHash(hashes))).toBe('44829f70');
  });

  test('a worker that fails ends it', async () => {
    let calls = 0;
    const workers = [
      async () => ++calls,
      async () => {
        throw new Error('its thread was ended');
      },
    ];
    await expect(hashAll(workers, () => {})).rejects.toThrow('its thread was ended');
    await new Promise(setImmediate); // the other worker's turns, if it had any left
    expect(calls).toBeLessThan(10);
  });
});
