import { createActivations } from 'wasm-activations';
import { parseOptions } from '../../tools/options.mjs';
import { Adam } from '../shared/adam.mjs';
import { xorshift } from '../shared/random.mjs';
import { table } from '../shared/table.mjs';
import { Mlp } from './mlp.mjs';

parseOptions(
  {},
  `usage: npm run example:swiglu

Trains the MLP of a transformer block (SwiGLU) to multiply numbers, on both backends, and prints its loss.`,
);

const SIZES = { tokens: 64, width: 8, hidden: 32 };
const STEPS = 1000;
const SHOWN = 200;

/**
 * Random tokens, and the task: each number times its right-hand neighbour, the last one times the first.
 *
 * @param {() => number} random
 */
function batch(random) {
  const { tokens, width } = SIZES;
  const x = Float32Array.from({ length: tokens * width }, () => 2 * random() - 1);
  return { x, wanted: x.map((value, i) => value * x[i - (i % width) + ((i + 1) % width)]) };
}

/**
 * The loss, a mean of squares, before the first step and then after every `SHOWN` steps, each time on tokens that are new.
 *
 * @param {import('wasm-activations').Activations} instance
 */
function train(instance) {
  const random = xorshift();
  const mlp = new Mlp(instance, SIZES, random);
  const optimiser = new Adam(mlp.parameters);
  const losses = [];
  for (let step = 0; step <= STEPS; step++) {
    const { x, wanted } = batch(random);
    const errors = mlp.forward(x).map((value, i) => value - wanted[i]);
    if (step % SHOWN === 0) losses.push(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);
    mlp.backward(
      x,
      errors.map((error) => (2 * error) / errors.length),
    );
    optimiser.step();
  }
  return losses;
}

const [wasm, js] = [createActivations({ backend: 'wasm' }), createActivations({ backend: 'js' })].map(train);
console.log('SwiGLU learns to multiply neighbours. The loss is the mean square of the errors on new tokens:\n');
console.log(table([['step', 'wasm', 'js'], ...wasm.map((loss, i) => [i * SHOWN, loss.toFixed(7), js[i].toFixed(7)])]));
console.log(
  `\nBoth backends give ${wasm.every((loss, i) => loss === js[i]) ? 'the same losses, bit for bit' : 'different losses'}.`,
);
