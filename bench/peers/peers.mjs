/** All other packages, in one shape. */
import { createRequire } from 'node:module';
import { parametersOf } from '../../tools/definitions.mjs';
import { onnxruntimePeers } from './onnxruntime.mjs';
import { ops } from './ops.mjs';
import { tfjsPeers } from './tfjs.mjs';

/**
 * @typedef {object} Station a peer with the arrays that it works on
 * @property {() => void | Promise<void>} [upload] new data into its own memory; not timed
 * @property {(passes: number) => void | Promise<void>} batch
 * @property {() => void} [download] its results into `outs`, where `batch` leaves them elsewhere; not timed
 * @property {() => void} [dispose]
 *
 * @typedef {object} Peer
 * @property {string} name ends with " own": data already in its memory, or with " ordinary": arrays in and out
 * @property {(xs: readonly Float32Array[], outs: Float32Array[]) => Station} at
 */

/** @param {import('../cases/functions.mjs').Case} benchCase @returns {Promise<Peer[]>} */
export async function allPeers(benchCase) {
  const { op: name, whole } = benchCase;
  const op = ops[name];
  const parameters = parametersOf(benchCase);
  const arrays = whole?.arrays ?? {};
  return [
    ...(await tfjsPeers(name, op, parameters, arrays)),
    ...(await onnxruntimePeers(op, parameters, arrays)),
    ...stdlibPeers(name),
  ];
}

/** @stdlib's ramp over strided float32 arrays, in JavaScript. It has no leaky one. */
const sramp = createRequire(import.meta.url)('@stdlib/math-strided-special-sramp');

/** @param {string} op @returns {Peer[]} */
export function stdlibPeers(op) {
  if (op !== 'relu') return [];
  return [
    {
      name: 'stdlib ordinary',
      at(xs, outs) {
        return {
          batch(passes) {
            for (let pass = 0; pass < passes; pass++) {
              for (let k = 0; k < xs.length; k++) sramp(xs[k].length, xs[k], 1, outs[k], 1);
            }
          },
        };
      },
    },
  ];
}
