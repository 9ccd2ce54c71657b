import { Parameter } from '../shared/parameter.mjs';
import { crossEntropy } from './loss.mjs';
import { Lstm } from './lstm.mjs';

/** @typedef {typeof import('../shared/products.mjs') & import('./nonlinearities.mjs').Nonlinearities} Functions */

/** @typedef {ReturnType<Model['room']>} Room */

/** A language model of characters: a layer of LSTM cells, and a dense layer that gives a logit for each character. */
export class Model {
  /**
   * @param {number} vocabulary
   * @param {number} units
   * @param {Functions} functions
   * @param {(length: number) => Float32Array} alloc for whatever the activations work on
   * @param {() => number} random
   */
  constructor(vocabulary, units, functions, alloc, random) {
    this.vocabulary = vocabulary;
    this.functions = functions;
    this.alloc = alloc;
    this.lstm = new Lstm(vocabulary, units, functions, random);
    this.weights = new Parameter(vocabulary * units, 1 / Math.sqrt(units), random);
    this.bias = new Parameter(vocabulary, 0, random);
    this.parameters = [this.lstm.characters, this.lstm.recurrent, this.lstm.bias, this.weights, this.bias];
  }

  /**
   * @param {number} steps
   * @param {number} samples
   */
  room(steps, samples) {
    const room = this.lstm.room(steps, samples, this.alloc);
    return { ...room, logits: this.alloc(steps * samples * this.vocabulary) };
  }

  /**
   * Leaves the logits of each step in the room.
   *
   * @param {Uint8Array} inputs
   * @param {Room} room
   */
  forward(inputs, room) {
    const { vocabulary, lstm, weights, bias } = this;
    const { logits, outputs } = room;
    lstm.forward(inputs, room);
    for (let i = 0; i < logits.length; i += vocabulary) logits.set(bias.value, i);
    this.functions.forward(outputs, weights.value, logits, lstm.units, vocabulary);
  }

  /**
   * The mean loss of a batch, with its gradient in the room's logits.
   *
   * @param {import('./data.mjs').Batch} batch
   * @param {Room} room
   */
  loss({ inputs, targets }, room) {
    this.forward(inputs, room);
    return crossEntropy(room.logits, targets);
  }

  /**
   * After `loss`: adds its gradient to that of each parameter.
   *
   * @param {import('./data.mjs').Batch} batch
   * @param {Room} room
   */
  backward({ inputs }, room) {
    const { vocabulary, lstm, weights, bias, functions } = this;
    const { logits, outputs, dOutputs } = room;
    functions.addRows(logits, bias.gradient);
    functions.toWeights(logits, outputs, weights.gradient, lstm.units, vocabulary);
    dOutputs.fill(0);
    functions.toInputs(logits, weights.value, dOutputs, lstm.units, vocabulary);
    lstm.backward(inputs, room);
  }
}

/**
 * The state before the first step: zero, or that behind the last step of the pass before.
 *
 * @param {Room} room
 * @param {boolean} first
 */
export function startState({ hidden, cells, steps }, first) {
  for (const states of [hidden, cells]) {
    if (first) states[0].fill(0);
    else states[0].set(states[steps]);
  }
}
