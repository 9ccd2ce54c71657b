import { Parameter, parts } from '../shared/parameter.mjs';

/** The gates: input, forget, output, and the candidate for the cell. Three sigmoids, then one tanh. */
const FORGET = 1;
const GATES = 4;

/** @typedef {ReturnType<Lstm['room']>} Room what a pass over a batch leaves, and its gradients */

/**
 * A layer of LSTM cells that reads characters:
 *
 *     i, f, o = sigmoid(sums), g = tanh(sums), where sums = W[character] + U h + b, for each gate
 *     c = f c + i g
 *     h = o tanh(c)
 *
 * Hochreiter and Schmidhuber, "Long Short-Term Memory", Neural Computation 9 (8), 1997; the forget gate is that of Gers,
 * Schmidhuber and Cummins, 2000.
 */
export class Lstm {
  /**
   * @param {number} vocabulary
   * @param {number} units
   * @param {import('./model.mjs').Functions} functions
   * @param {() => number} random
   */
  constructor(vocabulary, units, { sigmoid, tanh, forward, toInputs, toWeights }, random) {
    const limit = 1 / Math.sqrt(units);
    this.units = units;
    this.functions = { sigmoid, tanh, forward, toInputs, toWeights };
    this.characters = new Parameter(vocabulary * GATES * units, limit, random);
    this.recurrent = new Parameter(GATES * units * units, limit, random);
    this.bias = new Parameter(GATES * units, 0, random);
    // So that cells remember from the start. Jozefowicz, Zaremba and Sutskever, ICML 2015.
    this.bias.value.fill(1, FORGET * units, (FORGET + 1) * units);
    this.weights = parts(this.recurrent.value, units * units);
    this.dWeights = parts(this.recurrent.gradient, units * units);
  }

  /**
   * Room for a pass. A step's gates lie one behind the other, each for all samples, so that one call runs three sigmoids.
   *
   * @param {number} steps
   * @param {number} samples
   * @param {(length: number) => Float32Array} alloc
   */
  room(steps, samples, alloc) {
    const state = samples * this.units;
    /** @param {Float32Array} array */
    const step = (array) => ({
      gate: parts(array, state),
      sigmoids: array.subarray(0, 3 * state),
      candidate: array.subarray(3 * state),
    });
    const hidden = alloc((steps + 1) * state);
    const dHidden = alloc(steps * state);
    return {
      steps,
      samples,
      sums: parts(alloc(steps * GATES * state), GATES * state).map(step),
      gates: parts(alloc(steps * GATES * state), GATES * state).map(step),
      dGates: step(alloc(GATES * state)),
      /** The state before each step, and behind the last. */
      cells: parts(alloc((steps + 1) * state), state),
      dCells: alloc(state),
      /** tanh of each step's cells. */
      squashed: parts(alloc(steps * state), state),
      dSquashed: alloc(state),
      hidden: parts(hidden, state),
      /** What the layer gives, all steps in one. */
      outputs: hidden.subarray(state),
      dHidden: parts(dHidden, state),
      dOutputs: dHidden,
    };
  }

  /**
   * From the state in hidden[0] and cells[0].
   *
   * @param {Uint8Array} inputs
   * @param {Room} room
   */
  forward(inputs, { steps, samples, sums, gates, cells, squashed, hidden }) {
    const { units, functions, weights } = this;
    for (let t = 0; t < steps; t++) {
      this.#startSums(inputs.subarray(t * samples, (t + 1) * samples), sums[t]);
      for (let gate = 0; gate < GATES; gate++) {
        functions.forward(hidden[t], weights[gate], sums[t].gate[gate], units, units);
      }
      functions.sigmoid.forward(sums[t].sigmoids, gates[t].sigmoids);
      functions.tanh.forward(sums[t].candidate, gates[t].candidate);
      const [i, f, o, g] = gates[t].gate;
      const before = cells[t];
      const after = cells[t + 1];
      for (let k = 0; k < after.length; k++) after[k] = f[k] * before[k] + i[k] * g[k];
      functions.tanh.forward(after, squashed[t]);
      for (let k = 0; k < after.length; k++) hidden[t + 1][k] = o[k] * squashed[t][k];
    }
  }

  /**
   * From the gradient in dHidden, back through all steps. Adds to the parameters' gradients.
   *
   * @param {Uint8Array} inputs
   * @param {Room} room
   */
  backward(inputs, { steps, samples, sums, gates, dGates, cells, dCells, squashed, dSquashed, hidden, dHidden }) {
    const { units, functions, weights, dWeights } = this;
    const [di, df, dO, dg] = dGates.gate;
    dCells.fill(0);
    for (let t = steps - 1; t >= 0; t--) {
      const [i, f, o, g] = gates[t].gate;
      const before = cells[t];
      for (let k = 0; k < dCells.length; k++) {
        dO[k] = dHidden[t][k] * squashed[t][k];
        dSquashed[k] = dHidden[t][k] * o[k];
      }
      functions.tanh.backward(cells[t + 1], squashed[t], dSquashed);
      for (let k = 0; k < dCells.length; k++) {
        const d = dCells[k] + dSquashed[k];
        di[k] = d * g[k];
        df[k] = d * before[k];
        dg[k] = d * i[k];
        dCells[k] = d * f[k];
      }
      functions.sigmoid.backward(sums[t].sigmoids, gates[t].sigmoids, dGates.sigmoids);
      functions.tanh.backward(sums[t].candidate, gates[t].candidate, dGates.candidate);
      for (let gate = 0; gate < GATES; gate++) {
        functions.toWeights(dGates.gate[gate], hidden[t], dWeights[gate], units, units);
        if (t > 0) functions.toInputs(dGates.gate[gate], weights[gate], dHidden[t - 1], units, units);
      }
      this.#addGradients(inputs.subarray(t * samples, (t + 1) * samples), dGates);
    }
  }

  /**
   * What does not depend on the state: W[character] + b.
   *
   * @param {Uint8Array} inputs
   * @param {{ gate: Float32Array[] }} sums
   */
  #startSums(inputs, { gate }) {
    const { units, characters, bias } = this;
    for (let j = 0; j < GATES; j++) {
      for (let s = 0; s < inputs.length; s++) {
        const row = (inputs[s] * GATES + j) * units;
        for (let u = 0; u < units; u++) {
          gate[j][s * units + u] = characters.value[row + u] + bias.value[j * units + u];
        }
      }
    }
  }

  /**
   * The way back of `#startSums`.
   *
   * @param {Uint8Array} inputs
   * @param {{ gate: Float32Array[] }} dSums
   */
  #addGradients(inputs, { gate }) {
    const { units, characters, bias } = this;
    for (let j = 0; j < GATES; j++) {
      for (let s = 0; s < inputs.length; s++) {
        const row = (inputs[s] * GATES + j) * units;
        for (let u = 0; u < units; u++) {
          const d = gate[j][s * units + u];
          characters.gradient[row + u] += d;
          bias.gradient[j * units + u] += d;
        }
      }
    }
  }
}
