/** Everybody else, in one shape. */

import { parametersOf } from '../../tools/definitions.mjs';
import { onnxruntimePeers } from './onnxruntime.mjs';
import { ops } from './ops.mjs';
import { stdlibPeers } from './stdlib.mjs';
import { tfjsPeers } from './tfjs.mjs';

/**
 * @typedef {object} Station a peer at work on certain arrays
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
