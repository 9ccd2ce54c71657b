import { Parameter, parts } from '../shared/parameter.mjs';

/** The gates: input, forget, output, and the candidate for the cell. Three sigmoids, then one tanh. */
const [INPUT, FORGET, OUTPUT, CANDIDATE] = [0, 1, 2, 3];
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
  constructor(vocabulary, units, { sigmoid, tanh, addRows, forward, toInputs, toWeights }, random) {
    const limit = 1 / Math.sqrt(units);
    this.units = units;
    this.functions = { sigmoid, tanh, addRows, forward, toInputs, toWeights };
    this.characters = new Parameter(vocabulary * GATES * units, limit, random);
    this.recurrent = new Parameter(GATES * units * units, limit, random);
    this.bias = new Parameter(GATES * units, 0, random);
    // So that cells remember from the start. Jozefowicz, Zaremba and Sutskever, ICML 2015.
    this.bias.value.fill(1, FORGET * units, (FORGET + 1) * units);
    /** A row of each character for each gate. */
    this.rows = parts(this.characters.value, units);
    this.dRows = parts(this.characters.gradient, units);
    this.weights = parts(this.recurrent.value, units * units);
    this.dWeights = parts(this.recurrent.gradient, units * units);
    this.biases = parts(this.bias.value, units);
    this.dBiases = parts(this.bias.gradient, units);
  }

  /**
   * Room for a pass.
   *
   * @param {number} steps
   * @param {number} samples
   * @param {(length: number) => Float32Array} alloc
   */
  room(steps, samples, alloc) {
    const state = samples * this.units;
    /** The gates of each step. */
    const gates = () => parts(alloc(steps * GATES * state), GATES * state).map((step) => parts(step, state));
    const hidden = alloc((steps + 1) * state);
    const dHidden = alloc(steps * state);
    /** All steps of a gate in one, so that one call sums up the gradient of its bias. */
    const dGates = parts(alloc(GATES * steps * state), steps * state);
    return {
      steps,
      samples,
      sums: gates(),
      gates: gates(),
      dGates,
      /** The steps of each gate. */
      dSums: dGates.map((gate) => parts(gate, state)),
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
    const { units, functions, rows, weights, biases } = this;
    const { sigmoid, tanh } = functions;
    for (let t = 0; t < steps; t++) {
      for (let gate = 0; gate < GATES; gate++) {
        const sum = sums[t][gate];
        const bias = biases[gate];
        for (let s = 0; s < samples; s++) {
          const row = rows[inputs[t * samples + s] * GATES + gate];
          for (let u = 0; u < units; u++) sum[s * units + u] = row[u] + bias[u];
        }
        functions.forward(hidden[t], weights[gate], sum, units, units);
        (gate === CANDIDATE ? tanh : sigmoid).forward(sum, gates[t][gate]);
      }
      const [i, f, o, g] = gates[t];
      const before = cells[t];
      const after = cells[t + 1];
      for (let k = 0; k < after.length; k++) after[k] = f[k] * before[k] + i[k] * g[k];
      // backward needs tanh(c) itself, so the product with o is a loop of its own.
      tanh.forward(after, squashed[t]);
      for (let k = 0; k < after.length; k++) hidden[t + 1][k] = o[k] * squashed[t][k];
    }
  }

  /**
   * From the gradient in dHidden, back through all steps. Adds to the parameters' gradients.
   *
   * @param {Uint8Array} inputs
   * @param {Room} room
   */
  backward(
    inputs,
    { steps, samples, sums, gates, dGates, dSums, cells, dCells, squashed, dSquashed, hidden, dHidden },
  ) {
    const { units, functions, dRows, weights, dWeights, dBiases } = this;
    const { sigmoid, tanh } = functions;
    dCells.fill(0);
    for (let t = steps - 1; t >= 0; t--) {
      const [i, f, o, g] = gates[t];
      // Every gate was multiplied by something, which is the third factor of its gradient.
      tanh.backward(cells[t + 1], squashed[t], dHidden[t], o, dSquashed);
      for (let k = 0; k < dCells.length; k++) dCells[k] += dSquashed[k];
      sigmoid.backward(sums[t][INPUT], i, dCells, g, dSums[INPUT][t]);
      sigmoid.backward(sums[t][FORGET], f, dCells, cells[t], dSums[FORGET][t]);
      sigmoid.backward(sums[t][OUTPUT], o, dHidden[t], squashed[t], dSums[OUTPUT][t]);
      tanh.backward(sums[t][CANDIDATE], g, dCells, i, dSums[CANDIDATE][t]);
      for (let k = 0; k < dCells.length; k++) dCells[k] *= f[k];
      for (let gate = 0; gate < GATES; gate++) {
        const d = dSums[gate][t];
        functions.toWeights(d, hidden[t], dWeights[gate], units, units);
        if (t > 0) functions.toInputs(d, weights[gate], dHidden[t - 1], units, units);
        for (let s = 0; s < samples; s++) {
          const row = dRows[inputs[t * samples + s] * GATES + gate];
          for (let u = 0; u < units; u++) row[u] += d[s * units + u];
        }
      }
    }
    for (let gate = 0; gate < GATES; gate++) functions.addRows(dGates[gate], dBiases[gate]);
  }
}
