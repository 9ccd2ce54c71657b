/** Everybody else, in one shape. */
import { onnxruntimePeers } from './onnxruntime.mjs';
import { stdlibPeers } from './stdlib.mjs';
import { tfjsPeers } from './tfjs.mjs';

/**
 * @typedef {'relu' | 'leakyRelu'} Op what they have in common with this package
 *
 * @typedef {object} Station a peer at work on certain arrays
 * @property {() => void | Promise<void>} [upload] new data into its own memory; not timed
 * @property {(passes: number) => void | Promise<void>} batch
 * @property {() => void} [download] its results into `outs`, where `batch` leaves them elsewhere; not timed
 * @property {() => void} [dispose]
 *
 * @typedef {object} Peer
 * @property {string} name ends with " own": data already in its memory, or with " ordinary": arrays in and out
 * @property {unknown} [kernel]
 * @property {(xs: readonly Float32Array[], outs: Float32Array[]) => Station} at
 */

/** @param {Op} op @param {number} alpha @returns {Promise<Peer[]>} */
export async function allPeers(op, alpha) {
  return [...(await tfjsPeers(op, alpha)), ...(await onnxruntimePeers(op, alpha)), ...stdlibPeers(op)];
}
