/** A case's contenders for each size: arrays laid out, data brought, results checked. Nothing is timed here. */
import { createActivations } from 'wasm-activations';
import { expectation, waysOf } from './contenders.mjs';
import { mostPasses, ordinaryArrays, randomSource, residentArrays, residentBytes } from './data.mjs';
import { verify } from './verify.mjs';

/**
 * @param {import('../cases/functions.mjs').Case} benchCase
 * @param {number} longest
 */
export function prepare(benchCase, longest) {
  const random = randomSource(longest);
  const wasm = createActivations({ backend: 'wasm', memoryBytes: residentBytes(longest) });
  const resident = residentArrays(wasm, longest);
  const ways = waysOf(benchCase, wasm);
  const expect = expectation(benchCase);

  /** Fixed inputs and what has to come of them. @param {number} size */
  function expectedAt(size) {
    const expected = ordinaryArrays(size);
    random.fill(expected.xs, 0);
    random.fill(expected.dys, 1);
    expect(1, expected);
    return expected;
  }

  /**
   * @param {number} size
   * @param {import('./contenders.mjs').Arrays} expected
   * @returns {import('./measure.mjs').Contender[]}
   */
  function contendersAt(size, expected) {
    const arrays = { resident: resident(size), ordinary: ordinaryArrays(size) };
    for (const { dys } of Object.values(arrays)) random.fill(dys, 1);
    return ways.map(({ name, memory, result, expected: wanted, error, batch }) => {
      // Lists of their own: `.map` puts new arrays into them.
      const own = { ...arrays[memory], outs: [...arrays[memory].outs] };
      random.fill(own.xs, 0);
      // The one before left the right results there.
      for (const out of own.outs) out.fill(Number.NaN);
      batch(1, own);
      const what = `${benchCase.name}, ${name}, ${size} elements`;
      if (wanted !== 'nothing') verify(what, own[result], expected[wanted], error);
      return {
        name,
        calls: own.xs.length,
        mostPasses: mostPasses(size),
        refresh: () => random.fill(own.xs),
        batch: (passes) => batch(passes, own),
      };
    });
  }

  return { random, expectedAt, contendersAt };
}
