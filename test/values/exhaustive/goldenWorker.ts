/** Hashes the results of one function for every `step`-th block of 2^24 inputs, and compares the twin's with them. */
import { parentPort, workerData } from 'node:worker_threads';
import { createActivations } from 'wasm-activations';
import { BLOCKS, blockHasher, hex } from '../../../src/verify/index.js';
import type { Name } from '../../../tools/specs.js';
import { activationOf } from '../../support/calls.js';
export interface GoldenShare {
  readonly activation: Name;
  readonly isGrad: boolean;
  readonly first: number;
  readonly step: number;
  /** Inputs whose result is known to be misrounded: x, the result, the correct result. */
  readonly misrounded: readonly (readonly [string, string, string])[];
}

export interface GoldenBlock {
  readonly block: number;
  readonly hash: string;
  readonly isTwinEqual: boolean;
}

const { activation, isGrad, first, step, misrounded } = workerData as GoldenShare;
const api = createActivations({ backend: 'wasm' });
const f = activationOf(api, activation);
const twin = activationOf(createActivations({ backend: 'js' }), activation);

const bitsOf = ({ buffer, byteOffset, length }: Float32Array) => new Int32Array(buffer, byteOffset, length);
const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) => Buffer.from(buffer, byteOffset, byteLength);
const isNaNBits = (bits: number) => (bits & 0x7fffffff) > 0x7f800000;

/** Whether these are the same results, any NaN as one of them. */
function areEqual(a: Float32Array, b: Float32Array): boolean {
  if (bytesOf(a).equals(bytesOf(b))) return true;
  const [aBits, bBits] = [bitsOf(a), bitsOf(b)];
  for (let i = 0; i < aBits.length; i++) {
    if (aBits[i] !== bBits[i] && !(isNaNBits(aBits[i]) && isNaNBits(bBits[i]))) return false;
  }
  return true;
}

/** Replaces results that are known to be misrounded by the correct ones. Throws where another result is found. */
function correct(x: Float32Array, out: Float32Array): void {
  const [inputs, results] = [bitsOf(x), bitsOf(out)];
  for (const [input, given, right] of misrounded) {
    const i = Number.parseInt(input, 16) - (inputs[0] >>> 0);
    if (i < 0 || i >= results.length) continue;
    if (hex(results[i]) !== given) throw new Error(`${activation} of ${input}: ${hex(results[i])}, expected ${given}`);
    results[i] = Number.parseInt(right, 16) | 0;
  }
}

let ofTwin: Float32Array | undefined;
let isTwinEqual = true;

const hashBlock = blockHasher((x, { out }) => {
  ofTwin ??= new Float32Array(x.length);
  if (isGrad) {
    f.grad(x, { out });
    twin.grad(x, { out: ofTwin });
  } else {
    f(x, { out });
    twin(x, { out: ofTwin });
  }
  isTwinEqual &&= areEqual(out, ofTwin);
  correct(x, out);
}, api.alloc);

for (let block = first; block < BLOCKS; block += step) {
  isTwinEqual = true;
  const done: GoldenBlock = { block, hash: hex(hashBlock(block)), isTwinEqual };
  parentPort?.postMessage(done);
}
