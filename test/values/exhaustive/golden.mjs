// All 2^32 inputs of each function and derivative against the hashes of test/golden: the kernels by hash, the twins by comparison with them, which
// takes less time than another hash.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createActivations } from 'wasm-activations';
import { BLOCK_LENGTH, hex } from '../../../build/modules/verify/index.js';
import { runWorker } from '../../support/sweep.mjs';

const REFERENCE = 'build/reference/reference';

/** @param {string} name */
const json = (name) => JSON.parse(readFileSync(new URL(`../../golden/${name}.json`, import.meta.url), 'utf8'));

/**
 * @typedef {{ activation: string, isGrad: boolean, name: string }} GoldenCase
 */

/** Forward and derivative of each function. @param {readonly string[]} activations @returns {GoldenCase[]} */
export function goldenCases(activations) {
  return activations.flatMap((activation) => [
    { activation, isGrad: false, name: activation },
    { activation, isGrad: true, name: `${activation}.grad` },
  ]);
}

/**
 * The blocks whose hash differs from the golden one on wasm, or whose results do on JavaScript.
 * @param {GoldenCase} goldenCase @param {URL} worker @param {number} threads @param {() => void} onBlock
 * @returns {Promise<{ block: number, backend: 'wasm' | 'js' }[]>}
 */
export async function differingBlocks({ activation, isGrad, name }, worker, threads, onBlock) {
  const golden = json(activation)[isGrad ? 'grad' : 'forward'].blocks;
  const misrounded = json('misrounded')[name] ?? [];
  /** @type {{ block: number, backend: 'wasm' | 'js' }[]} */
  const wrong = [];
  await Promise.all(
    Array.from({ length: threads }, (_, first) => {
      /** @type {import('./goldenWorker.js').GoldenShare} */
      const share = { activation: /** @type {'relu'} */ (activation), isGrad, first, step: threads, misrounded };
      /** @param {import('./goldenWorker.js').GoldenBlock} done */
      const onDone = ({ block, hash, isTwinEqual }) => {
        if (hash !== golden.slice(8 * block, 8 * block + 8)) wrong.push({ block, backend: 'wasm' });
        if (!isTwinEqual) wrong.push({ block, backend: 'js' });
        onBlock();
      };
      return runWorker(worker, share, onDone);
    }),
  );
  return wrong.sort((a, b) => a.block - b.block);
}

/**
 * The inputs of a block that are misrounded on a backend, where the reference is built; how to build it elsewhere.
 * @param {GoldenCase} goldenCase @param {{ block: number, backend: 'wasm' | 'js' }} where @returns {string[]}
 */
export function misroundedIn({ activation, isGrad, name }, { block, backend }) {
  if (!existsSync(REFERENCE)) return ['make -C test/reference builds what can list the inputs'];
  const right = new Int32Array(
    new Uint8Array(execFileSync(REFERENCE, ['block', name, String(block)], { maxBuffer: 2 ** 27 })).buffer,
  );
  const bits = Int32Array.from({ length: BLOCK_LENGTH }, (_, i) => (block * BLOCK_LENGTH + i) | 0);
  const f = createActivations({ backend })[/** @type {'relu'} */ (activation)];
  const x = new Float32Array(bits.buffer);
  const given = new Int32Array((isGrad ? f.grad(x) : f(x)).buffer);
  const lines = [];
  for (let i = 0; i < BLOCK_LENGTH && lines.length < 20; i++) {
    const areNaN = (given[i] & 0x7fffffff) > 0x7f800000 && (right[i] & 0x7fffffff) > 0x7f800000;
    if (given[i] !== right[i] && !areNaN)
      lines.push(`${backend}, x ${hex(bits[i])}: ${hex(given[i])}, right ${hex(right[i])}`);
  }
  return lines;
}
