/** Identities of the exact functions that correct rounding keeps to the bit. */
import { describe, expect, test } from 'vitest';
import { bitsOf, same } from '../support/bits.js';
import { everyNth, exponentEdges, SAMPLE_STRIDE } from '../support/inputs.js';
import { backends } from '../support/subjects.js';

const samples = [exponentEdges(), everyNth(SAMPLE_STRIDE)];

const negated = (array: Float32Array) => array.map((value) => -value);

/** 1 - s to the nearest float32, where s, rounded to float32, leaves no doubt about it. */
function complement(s: number): number | undefined {
  const [bits] = bitsOf(Float32Array.of(s));
  const above = new Float32Array(Uint32Array.of(bits + 1).buffer)[0];
  const half = (above - s) / 2; // below a power of two the half spacing is less
  const [low, high] = [Math.fround(1 - (s + half)), Math.fround(1 - (s - half))];
  return low === high ? low : undefined;
}

describe.each(backends)('$name', ({ api }) => {
  const { tanh, softsign, softplus, logSigmoid, sigmoid, elu, celu, hardtanh, hardShrink, softShrink } = api;

  /** Both sides of an identity, on all samples. */
  function holds(left: (x: Float32Array) => Float32Array, right: (x: Float32Array) => Float32Array): void {
    for (const x of samples) same(left(x), right(x), () => 'left and right', { x });
  }

  test.each([
    { name: 'tanh', f: tanh },
    { name: 'softsign', f: softsign },
    { name: 'hardtanh', f: hardtanh },
  ])('$name(-x) is -$name(x)', ({ f }) => {
    holds(
      (x) => f(negated(x)),
      (x) => negated(f(x)),
    );
  });

  test.each([
    { name: 'hardShrink', f: hardShrink },
    { name: 'softShrink', f: softShrink },
  ])('$name(-x) is -$name(x), but for the sign of zeros', ({ f }) => {
    holds(
      (x) => f(negated(x)).map((value) => value + 0),
      (x) => negated(f(x)).map((value) => value + 0),
    );
  });

  test.each([
    { name: 'tanh', f: tanh },
    { name: 'softsign', f: softsign },
    { name: 'sigmoid', f: sigmoid },
  ])("$name' is even", ({ f }) => {
    for (const x of samples) {
      same(f.grad(negated(x)), f.grad(x), () => 'of -x and of x', { x });
    }
  });

  test('logSigmoid(x) is -softplus(-x)', () => {
    holds(logSigmoid, (x) => negated(softplus(negated(x))));
  });

  test("sigmoid is softplus', and sigmoid(-x) is logSigmoid'", () => {
    holds(sigmoid, (x) => softplus.grad(x));
    holds(
      (x) => sigmoid(negated(x)),
      (x) => logSigmoid.grad(x),
    );
  });

  test('celu with alpha 1 is elu with alpha 1', () => {
    holds(celu, elu);
  });

  test('sigmoid(x) is 1 - sigmoid(-x), rounded, where the rounding of sigmoid(-x) does not matter', () => {
    const x = Float32Array.from({ length: 2 ** 18 }, (_, i) => i / 2 ** 13); // 0 to 32
    const [right, left] = [sigmoid(x), sigmoid(negated(x))];
    let decided = 0;
    for (let i = 0; i < x.length; i++) {
      const expected = complement(left[i]);
      if (expected === undefined) continue;
      decided++;
      if (right[i] !== expected) throw new Error(`sigmoid(${x[i]}) is ${right[i]}, 1 - ${left[i]} is ${expected}`);
    }
    expect(decided / x.length).toBeGreaterThan(0.9);
  });
});
