/**
 * Activation functions over whole arrays, on the default instance, and {@link createActivations} for others.
 *
 * @module wasm-activations
 */

import { allocate, type BackendInfo, live } from './calls/members.js';
import { defaultBackend } from './engine/default.js';

export { type Activations, createActivations } from './activations.js';
export type { Activation } from './calls/activation.js';
export type { ChannelOptions, ChannelSums } from './calls/channels.js';
export type { BackendInfo, Members } from './calls/members.js';
export type { FloatArray, GradOptions, KinkOption, Numbers, Options, ResultOf, Surroundings } from './calls/options.js';
export type { Prelu, PreluGradAlphaOptions, PreluGradOptions, PreluOptions } from './calls/prelu.js';
export type { RowActivation, RowGradOptions, RowOptions } from './calls/rows.js';
export type { BackendOptions } from './engine/choose.js';
export * from './functions/index.js';

/**
 * A zeroed Float32Array inside linear memory: kernels run on it in place, without copies. On the `'js'` backend a plain
 * Float32Array. Never freed on its own; the memory goes when nothing refers to it or its arrays any more.
 *
 * Throws a RangeError for a length that is negative or not an integer, and when the 63 MiB are exhausted.
 *
 * @example
 * ```ts
 * const x = alloc(1000);
 * relu(x, { out: x });
 * ```
 */
export function alloc(length: number): Float32Array<ArrayBuffer> {
  return allocate(defaultBackend, length);
}

/**
 * What the functions run on, and why.
 *
 * @example
 * ```ts
 * backend.name; // → 'wasm'
 * ```
 */
export const backend: BackendInfo = /* @__PURE__ */ live(['name', 'reason'], defaultBackend);
