import { createHash } from 'node:crypto';
import { Adam } from '../shared/adam.mjs';
import { xorshift } from '../shared/random.mjs';
import { batches, heldOut, training, VOCABULARY } from './data.mjs';
import { Model, startState } from './model.mjs';

export const UNITS = 64;
/** Pieces of the text that are read side by side, and the steps that a gradient goes back. */
export const BATCH = { samples: 16, steps: 32 };

const trainingBatches = batches(training, BATCH.samples, BATCH.steps);
const heldOutBatches = batches(heldOut, BATCH.samples, BATCH.steps);

/** A model and what it takes to train it: the same weights and the same batches for each, whatever its functions are. */
export class Trainer {
  /**
   * @param {import('./model.mjs').Functions} functions
   * @param {(length: number) => Float32Array} alloc
   */
  constructor(functions, alloc) {
    this.model = new Model(VOCABULARY, UNITS, functions, alloc, xorshift());
    this.optimiser = new Adam(this.model.parameters);
    this.room = this.model.room(BATCH.steps, BATCH.samples);
    this.heldOutRoom = this.model.room(BATCH.steps, BATCH.samples);
    this.stepsDone = 0;
  }

  /** One step on the next batch. Returns the batch's loss before the step. */
  step() {
    const batch = trainingBatches[this.stepsDone++ % trainingBatches.length];
    startState(this.room, batch.first);
    const loss = this.model.loss(batch, this.room);
    this.model.backward(batch, this.room);
    this.optimiser.step();
    return loss;
  }

  /** The mean loss on the sonnets that it was not trained on. */
  heldOutLoss() {
    let sum = 0;
    for (const batch of heldOutBatches) {
      startState(this.heldOutRoom, batch.first);
      sum += this.model.loss(batch, this.heldOutRoom);
    }
    return sum / heldOutBatches.length;
  }

  /** SHA-256 of all weights. */
  hash() {
    const hash = createHash('sha256');
    for (const { value } of this.model.parameters) hash.update(value);
    return hash.digest('hex');
  }
}
