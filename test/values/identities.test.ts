/** What must hold between results, whatever they are. */
import { describe, test } from 'vitest';
import { names } from '../../tools/specs.js';
import { same } from '../support/bits.js';
import { activationOf, kinkOptions } from '../support/calls.js';
import { exponentEdges } from '../support/inputs.js';
import { subjects } from '../support/subjects.js';

const inputs = exponentEdges();
const numbers = inputs.filter((value) => !Number.isNaN(value));
const finite = inputs.filter((value) => Number.isFinite(value));

function negated(array: Float32Array): Float32Array {
  return array.map((value) => -value);
}

describe.each(subjects)('$name', ({ api }) => {
  const { relu, leakyRelu } = api;

  test.each(names)('%s: dy of ones gives the derivative itself', (name) => {
    const { grad } = activationOf(api, name);
    const dy = new Float32Array(inputs.length).fill(1);
    for (const side of kinkOptions(name)) {
      same(grad(inputs, { dy, ...side }), grad(inputs, side), () => `${side.kink}`, { x: inputs });
    }
  });

  test('relu(relu(x)) is relu(x)', () => {
    same(relu(relu(inputs)), relu(inputs), () => 'twice', { x: inputs });
  });

  test('relu(x) - relu(-x) is x, for numbers', () => {
    const [up, down] = [relu(numbers), relu(negated(numbers))];
    const expected = numbers.map((value) => value + 0); // +0 for -0
    const difference = up.map((value, i) => value - down[i]);
    same(difference, expected, () => 'difference', { x: numbers });
  });

  test('leakyRelu with alpha 1 is x', () => {
    same(leakyRelu(inputs, { alpha: 1 }), inputs, () => 'alpha 1', { x: inputs });
  });

  test('leakyRelu with alpha -1 is |x|, but for -0', () => {
    const expected = inputs.map((value) => (value === 0 ? value : Math.abs(value)));
    same(leakyRelu(inputs, { alpha: -1 }), expected, () => 'alpha -1', { x: inputs });
  });

  test('leakyRelu with alpha 0 is relu(x), but for the sign of zeros, where x is finite', () => {
    const zeroed = leakyRelu(finite, { alpha: 0 }).map((value) => value + 0);
    same(zeroed, relu(finite), () => 'alpha 0', { x: finite });
  });

  test('leakyRelu is x times its right-hand derivative', () => {
    for (const alpha of [0.01, 0, -0.5, 1.5]) {
      same(leakyRelu.grad(inputs, { alpha, dy: inputs }), leakyRelu(inputs, { alpha }), () => `alpha ${alpha}`);
    }
  });
});
