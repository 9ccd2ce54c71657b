import { expect, test } from 'vitest';
import { thorough } from '../support/thorough.js';
import { createFixture, type Fixture, guarded, valueCounts } from './support.js';

/** Park and Miller's generator: the same rounds in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const INSTANCES = thorough(50, 10);
const ROUNDS = thorough(20, 8);
const MOST = 1_000_000;
const VALUES = [-1, -2, -4, -8] as const;

/**
 * One round: up to three arrays, anywhere, each doubled in place up to three times without waiting. The calls of
 * an array overwrite each other's results, so the test checks once, at the end, how often its elements were doubled.
 */
async function round({ act }: Fixture, random: () => number, arena: Float32Array, mayFail: boolean): Promise<void> {
  let used = 0;
  const take = (length: number) => {
    used += length;
    return arena.subarray(used - length, used);
  };
  const calls = Array.from({ length: 1 + Math.floor(random() * 3) }, async () => {
    const inside = random() < 0.75;
    const alloc = inside ? take : (length: number) => new Float32Array(length);
    // Sizes of every order of magnitude, the larger ones more often: they are split.
    const { array, guardsHold } = guarded(
      alloc,
      Math.floor(MOST ** Math.sqrt(random())),
      -1,
      Math.floor(random() * 16),
    );
    const times = 1 + Math.floor(random() * 3);
    const outcomes = await Promise.allSettled(
      Array.from({ length: times }, () => act.leakyRelu(array, { alpha: 2, out: array })),
    );
    const failures = outcomes.filter((outcome) => outcome.status === 'rejected');
    for (const { reason } of failures) {
      expect(String(reason)).toMatch(mayFail ? /a worker ended in the middle|disposed of/ : /^nothing$/);
    }
    if (failures.length === 0) {
      expect(valueCounts(array)).toEqual(new Map(array.length === 0 ? [] : [[VALUES[times], array.length]]));
    } else {
      // A call that failed has done each element once or not at all.
      const done = times - failures.length;
      for (const value of valueCounts(array).keys()) expect(VALUES.slice(done, times + 1)).toContain(value);
    }
    expect(guardsHold()).toBe(true);
  });
  await Promise.all(calls);
}

test(`${INSTANCES * ROUNDS} rounds of random sizes, overlapping calls, ending workers and disposals`, async () => {
  const random = randomFrom(2026);
  for (let i = 0; i < INSTANCES; i++) {
    const made = await createFixture({ threads: 1 + (i % 4), memoryBytes: 16 * 2 ** 20 });
    const arena = made.act.alloc(3 * (MOST + 256));
    const endsWorkers = i % 5 === 4;
    const disposes = i % 5 === 3;
    for (let r = 0; r < ROUNDS; r++) {
      const thread = made.threads[Math.floor(random() * made.threads.length)];
      if (endsWorkers && thread && random() < 0.3) thread.end(); // takes effect some time during the next rounds
      const running = round(made, random, arena, endsWorkers || disposes);
      if (disposes && random() < 0.1) made.act.dispose();
      await running;
      if (random() < 0.2) await new Promise((resolve) => setTimeout(resolve, random() * 3)); // workers fall asleep
    }
    await made.act.dispose();
  }
});
