/** Hashes the results of one function for every `step`-th block of 2^24 inputs. */
import { parentPort, workerData } from 'node:worker_threads';
import { createActivations } from 'wasm-activations';
import { BLOCKS, blockHasher, hex } from '../../../src/verify/index.js';
import type { Name } from '../../../tools/specs.js';
import { activationOf } from '../../support/calls.js';
export interface GoldenShare {
  readonly activation: Name;
  readonly isGrad: boolean;
  readonly backend: 'wasm' | 'js';
  readonly first: number;
  readonly step: number;
  /** Inputs whose result is known to be misrounded: x, the result, the correct result. */
  readonly misrounded: readonly (readonly [string, string, string])[];
}

const { activation, isGrad, backend, first, step, misrounded } = workerData as GoldenShare;
const api = createActivations({ backend });
const f = activationOf(api, activation);

/** Replaces results that are known to be misrounded by the correct ones. Throws where another result is found. */
function correct(x: Float32Array, out: Float32Array): void {
  const [inputs, results] = [x, out].map(
    ({ buffer, byteOffset, length }) => new Int32Array(buffer, byteOffset, length),
  );
  for (const [input, given, right] of misrounded) {
    const i = Number.parseInt(input, 16) - (inputs[0] >>> 0);
    if (i < 0 || i >= results.length) continue;
    if (hex(results[i]) !== given) throw new Error(`${activation} of ${input}: ${hex(results[i])}, expected ${given}`);
    results[i] = Number.parseInt(right, 16) | 0;
  }
}

const hashBlock = blockHasher((x, { out }) => {
  if (isGrad) f.grad(x, { out });
  else f(x, { out });
  correct(x, out);
}, api.alloc);

for (let block = first; block < BLOCKS; block += step) {
  parentPort?.postMessage({ block, hash: hex(hashBlock(block)) });
}
