/** The example that trains an LSTM on text: it learns, alike on every backend, by the right gradients. */
import { describe, expect, test } from 'vitest';
import * as products from '../../examples/shared/products.mjs';
import { xorshift } from '../../examples/shared/random.mjs';
import { batches, CHARACTERS, decode, encode, heldOut, training, VOCABULARY } from '../../examples/text/data.mjs';
import { Model, startState } from '../../examples/text/model.mjs';
import { byLibrary, byLoops } from '../../examples/text/nonlinearities.mjs';
import { Trainer } from '../../examples/text/train.mjs';
import { createActivations } from '../../src/index.js';
import { thorough } from '../support/thorough.js';

const STEPS = thorough(20, 8);
const plain = (length: number) => new Float32Array(length);

test('the text: held-out sonnets are not trained on; targets follow inputs, and each batch the one before', () => {
  expect(decode([...training.subarray(0, 42)])).toBe('From fairest creatures we desire increase,');
  expect(decode([...encode('Shall I?')])).toBe('Shall I?');
  const tenth = "For shame! deny that thou bear'st love to any,";
  expect(decode([...heldOut.subarray(0, tenth.length)])).toBe(tenth);
  expect(decode([...training])).not.toContain(tenth);
  expect(VOCABULARY % 4).toBe(0);
  expect(Math.max(...training)).toBe(CHARACTERS - 1);
  const [first, second] = batches(
    Uint8Array.from({ length: 14 }, (_, i) => i),
    2,
    3,
  );
  expect(first).toEqual({
    inputs: Uint8Array.of(0, 7, 1, 8, 2, 9),
    targets: Uint8Array.of(1, 8, 2, 9, 3, 10),
    first: true,
  });
  expect(second).toEqual({
    inputs: Uint8Array.of(3, 10, 4, 11, 5, 12),
    targets: Uint8Array.of(4, 11, 5, 12, 6, 13),
    first: false,
  });
});

test('matrix products', () => {
  const [samples, inputs, outputs] = [3, 8, 4];
  const random = xorshift();
  const matrix = (length: number) => Float32Array.from({ length }, () => random() - 0.5);
  const [x, weights, y] = [matrix(samples * inputs), matrix(outputs * inputs), matrix(samples * outputs)];
  const each = (fn: (s: number, j: number, i: number) => void) => {
    for (let s = 0; s < samples; s++) for (let j = 0; j < outputs; j++) for (let i = 0; i < inputs; i++) fn(s, j, i);
  };
  const close = (actual: Float32Array, wanted: number[]) => {
    for (const [i, value] of actual.entries()) expect(value).toBeCloseTo(wanted[i], 6);
  };

  const forward = [...y];
  each((s, j, i) => {
    forward[s * outputs + j] += x[s * inputs + i] * weights[j * inputs + i];
  });
  const sums = y.slice();
  products.forward(x, weights, sums, inputs, outputs);
  close(sums, forward);

  const toInputs = [...x];
  each((s, j, i) => {
    toInputs[s * inputs + i] += y[s * outputs + j] * weights[j * inputs + i];
  });
  const dx = x.slice();
  products.toInputs(y, weights, dx, inputs, outputs);
  close(dx, toInputs);

  const toWeights = [...weights];
  each((s, j, i) => {
    toWeights[j * inputs + i] += y[s * outputs + j] * x[s * inputs + i];
  });
  const dWeights = weights.slice();
  products.toWeights(y, x, dWeights, inputs, outputs);
  close(dWeights, toWeights);
});

describe('gradients agree with finite differences', () => {
  const [samples, steps, units] = [4, 6, 8];
  const STEP = 0.01;
  const batch = batches(training, samples, steps)[1];

  test.each([
    ['by the library', byLibrary(createActivations({ backend: 'wasm' }))],
    ['by loops', byLoops],
  ])('%s', (_, nonlinearities) => {
    const model = new Model(VOCABULARY, units, { ...products, ...nonlinearities }, plain, xorshift());
    const room = model.room(steps, samples);
    const loss = () => {
      startState(room, true);
      return model.loss(batch, room);
    };
    loss();
    model.backward(batch, room);
    for (const [index, { value, gradient }] of model.parameters.entries()) {
      /** Along a direction of length 1: the slope that the gradient promises, and the one that two losses give. */
      const compare = (direction: Float32Array | number[]) => {
        const start = value.slice();
        const at = (distance: number) => {
          value.forEach((_, i) => {
            value[i] = start[i] + distance * direction[i];
          });
          return loss();
        };
        const measured = (at(STEP) - at(-STEP)) / (2 * STEP);
        value.set(start);
        const promised = gradient.reduce((sum, g, i) => sum + g * direction[i], 0);
        expect(Math.abs(measured - promised), `parameter ${index}: ${measured} for ${promised}`).toBeLessThan(
          1e-4 + 0.01 * Math.abs(promised),
        );
      };
      const length = Math.hypot(...gradient);
      expect(length, `parameter ${index}`).toBeGreaterThan(0.01);
      compare(gradient.map((g) => g / length));
      // And along single parameters, those whose gradients are largest.
      const largest = [...gradient.keys()].sort((i, j) => Math.abs(gradient[j]) - Math.abs(gradient[i])).slice(0, 20);
      for (const i of largest) compare(Array.from(gradient, (_, k) => Number(k === i)));
    }
  });
});

test(`${STEPS} steps: the loss falls, to the same bits on both backends, and close to them by loops`, () => {
  const [wasm, js, loops] = [
    ...(['wasm', 'js'] as const).map((backend) => {
      const instance = createActivations({ backend });
      return new Trainer({ ...products, ...byLibrary(instance) }, instance.alloc);
    }),
    new Trainer({ ...products, ...byLoops }, plain),
  ].map((trainer) => {
    const before = trainer.heldOutLoss();
    const losses = Array.from({ length: STEPS }, () => trainer.step());
    return { before, losses, after: trainer.heldOutLoss(), hash: trainer.hash() };
  });
  expect(wasm.before).toBeCloseTo(Math.log(VOCABULARY), 1);
  expect(wasm.after).toBeLessThan(wasm.before - 0.5);
  expect(js).toEqual(wasm);
  expect(loops.after).toBeCloseTo(wasm.after, 2);
  expect(loops.hash).not.toBe(wasm.hash);
});
