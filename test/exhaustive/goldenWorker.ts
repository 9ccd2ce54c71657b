/** Hashes the results of one function for every `step`-th block of 2^24 inputs. */
import { parentPort, workerData } from 'node:worker_threads';
import { createActivations } from 'wasm-activations';
import type { Name } from '../specs.js';
import { activationOf } from '../support/calls.js';
import { HASH_START, hashed, hex } from './hash.js';

export interface GoldenShare {
  readonly activation: Name;
  readonly isGrad: boolean;
  readonly backend: 'wasm' | 'js';
  readonly first: number;
  readonly step: number;
  /** Inputs whose result is known to be misrounded: x, what is given, what is right. */
  readonly misrounded: readonly (readonly [string, string, string])[];
}

const BLOCK = 2 ** 24;
const PIECE = 2 ** 20;

const { activation, isGrad, backend, first, step, misrounded } = workerData as GoldenShare;
const api = createActivations({ backend });
const call = isGrad ? activationOf(api, activation).grad : activationOf(api, activation);
const x = api.alloc(PIECE);
const out = api.alloc(PIECE);
const [xBits, outBits] = [x, out].map(({ buffer, byteOffset }) => new Int32Array(buffer, byteOffset, PIECE));

/** Puts the right result where a wrong one is known. Throws where another comes. */
function mend(start: number): void {
  for (const [input, given, right] of misrounded) {
    const i = Number.parseInt(input, 16) - start;
    if (i < 0 || i >= PIECE) continue;
    if (hex(outBits[i]) !== given) throw new Error(`${activation} of ${input}: ${hex(outBits[i])}, expected ${given}`);
    outBits[i] = Number.parseInt(right, 16) | 0;
  }
}

for (let block = first; block < 256; block += step) {
  let hash = HASH_START;
  for (let start = block * BLOCK; start < (block + 1) * BLOCK; start += PIECE) {
    for (let i = 0; i < PIECE; i++) xBits[i] = (start + i) | 0;
    call(x, { out });
    mend(start);
    hash = hashed(hash, outBits);
  }
  parentPort?.postMessage({ block, hash: hex(hash) });
}
