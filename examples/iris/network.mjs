import { Dense } from './dense.mjs';

/**
 * @typedef {object} Pass what one layer makes of a number of samples
 * @property {Float32Array} sums what its dense part gives: what the activation is applied to
 * @property {Float32Array} outputs after the activation; of the last layer, which has none, the sums themselves
 * @property {Float32Array} gradient of the loss, with respect to the outputs and then, in place, to the sums
 */

/** Dense layers with an activation between them. Whatever the activation works on comes from `alloc`. */
export class Network {
  /**
   * @param {readonly number[]} sizes features, units of each hidden layer, classes
   * @param {import('wasm-activations').Activation} activation
   * @param {(length: number) => Float32Array} alloc
   * @param {number} bias what the biases of hidden units start as
   * @param {() => number} random
   */
  constructor(sizes, activation, alloc, bias, random) {
    const last = sizes.length - 2;
    this.layers = sizes.slice(1).map((outputs, i) => new Dense(sizes[i], outputs, i === last ? 0 : bias, random));
    this.activation = activation;
    this.alloc = alloc;
  }

  /**
   * Room for passes over so many samples.
   *
   * @param {number} samples
   * @returns {Pass[]}
   */
  passes(samples) {
    return this.layers.map(({ outputs: width }, i) => {
      const hidden = i < this.layers.length - 1;
      const sums = this.alloc(samples * width);
      return { sums, outputs: hidden ? this.alloc(sums.length) : sums, gradient: this.alloc(sums.length) };
    });
  }

  /**
   * Fills the passes; returns the logits.
   *
   * @param {Float32Array} x
   * @param {Pass[]} passes
   */
  forward(x, passes) {
    let from = x;
    for (const [i, { sums, outputs }] of passes.entries()) {
      this.layers[i].forward(from, sums);
      if (outputs !== sums) this.activation(sums, { out: outputs });
      from = outputs;
    }
    return from;
  }

  /**
   * Back from the last gradient, which the loss has written, learning on the way.
   *
   * @param {Float32Array} x
   * @param {Pass[]} passes
   * @param {import('./dense.mjs').Pace} pace
   */
  backward(x, passes, pace) {
    for (let i = passes.length - 1; i >= 0; i--) {
      const { sums, outputs, gradient } = passes[i];
      if (outputs !== sums) this.activation.grad(sums, { dy: gradient, out: gradient });
      if (i > 0) this.layers[i].backward(gradient, passes[i - 1].gradient);
      this.layers[i].learn(i === 0 ? x : passes[i - 1].outputs, gradient, pace);
    }
  }
}
