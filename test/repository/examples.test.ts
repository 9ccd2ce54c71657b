import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { xorshift } from '../../examples/shared/random.mjs';
import { Mlp } from '../../examples/swiglu/mlp.mjs';
import { createActivations } from '../../src/index.js';
import { rows, run } from '../support/usage.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('the Iris example: leakyRelu learns where relu units are dead, with the same weights on both backends', () => {
  const { status, stdout: text } = run('examples/iris/main.mjs');
  expect(status).toBe(0);

  function result(name: string) {
    const runs = rows(text, name).map(([, backend, before, after, accuracy, weights]) => ({
      backend,
      outcome: { before: Number(before), after: Number(after), accuracy: Number.parseFloat(accuracy), weights },
    }));
    expect(runs.map(({ backend }) => backend)).toEqual(['wasm', 'js']);
    expect(runs[0].outcome.weights).toMatch(/^[0-9a-f]{16}$/);
    expect(runs[1].outcome).toEqual(runs[0].outcome);
    return runs[0].outcome;
  }

  const relu = result('relu');
  const leakyRelu = result('leakyRelu');
  expect(leakyRelu).toMatchObject({ before: 0, after: 0 });
  expect(leakyRelu.accuracy).toBeGreaterThanOrEqual(95);
  expect(relu.before).toBeGreaterThan(0);
  expect(relu.after).toBeGreaterThan(relu.before);
  expect(relu.accuracy).toBeLessThan(leakyRelu.accuracy);
  expect(relu.weights).not.toBe(leakyRelu.weights);

  // The seed is fixed, so the README can show the very table.
  expect(readFileSync(`${root}/examples/README.md`, 'utf8')).toContain(text);
});

test('the SwiGLU example: the loss falls, to the same value on both backends', () => {
  const { status, stdout: text } = run('examples/swiglu/main.mjs');
  expect(status).toBe(0);
  const [, before] = rows(text, '0')[0];
  const [, after, onJs] = rows(text, '1000')[0];
  expect(Number(after)).toBeLessThan(Number(before) / 1000);
  expect(onJs).toBe(after);
  expect(text).toContain('the same losses, bit for bit');
  expect(readFileSync(`${root}/examples/README.md`, 'utf8')).toContain(text);
});

describe.each(['wasm', 'js'] as const)('SwiGLU on %s', (backend) => {
  const [tokens, width, hidden] = [3, 4, 8];
  const random = xorshift();
  const numbers = (length: number) => Float32Array.from({ length }, () => 2 * random() - 1);
  const mlp = new Mlp(createActivations({ backend }), { tokens, width, hidden }, random);
  mlp.bias.value.set(numbers(hidden));
  const x = numbers(tokens * width);

  test('forward is x + (silu(x G^T + b) * x U^T) D^T', () => {
    const [gateWeights, upWeights, downWeights, bias] = mlp.parameters.map(({ value }) => value);
    const y = mlp.forward(x);
    for (let k = 0; k < y.length; k++) {
      const [token, output] = [Math.floor(k / width), k % width];
      let sum = x[k];
      for (let j = 0; j < hidden; j++) {
        let [gate, up] = [bias[j], 0];
        for (let i = 0; i < width; i++) {
          gate += x[token * width + i] * gateWeights[j * width + i];
          up += x[token * width + i] * upWeights[j * width + i];
        }
        sum += (gate / (1 + Math.exp(-gate))) * up * downWeights[output * hidden + j];
      }
      expect(y[k]).toBeCloseTo(sum, 5);
    }
  });

  test('gradients by all parameters and by x agree with central differences', () => {
    const STEP = 0.01;
    const dY = numbers(x.length);
    /** Its gradient by y is dY. */
    const loss = () => mlp.forward(x).reduce((sum, y, i) => sum + y * dY[i], 0);
    loss();
    const dX = mlp.backward(x, dY);
    for (const [index, { value, gradient }] of [...mlp.parameters, { value: x, gradient: dX }].entries()) {
      for (const [i, start] of value.entries()) {
        const at = (distance: number) => {
          value[i] = start + distance;
          return loss();
        };
        const measured = (at(STEP) - at(-STEP)) / (2 * STEP);
        value[i] = start;
        expect(Math.abs(gradient[i]), `array ${index}, element ${i}`).toBeGreaterThan(0);
        expect(Math.abs(measured - gradient[i]), `array ${index}, element ${i}`).toBeLessThan(2e-4);
      }
    }
  });
});
