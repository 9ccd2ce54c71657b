import type * as core from '@tensorflow/tfjs-core';
import type * as tfjsLayers from '@tensorflow/tfjs-layers';
import { vi } from 'vitest';
import { type Acceleration, accelerate } from '../../src/tfjs/index.js';
import { classOperations, kernelOperations } from '../../src/tfjs/operations.js';
import { load, tensorFlow } from './bundle.mjs';

const loaded = await load(`
  ${tensorFlow}
  export { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
  export * as layers from '@tensorflow/tfjs-layers';
`);

export const tf: typeof core = loaded.tf;
export const layers: typeof tfjsLayers = loaded.layers;
export const MathBackendCPU: new () => core.KernelBackend = loaded.MathBackendCPU;

export const BACKENDS = ['wasm', 'cpu'] as const;
/** All operations, as reports name them. */
export const OPERATIONS = [
  ...kernelOperations.map(({ op, kernel }) => ({ op, kernel })),
  ...classOperations.map(({ op, className }) => ({ op, className })),
];
export const KERNELS = kernelOperations.map(({ kernel }) => kernel);

/** With ours also where TensorFlow.js's own is faster. */
export const accelerateAll = (): Acceleration => accelerate(tf, { prefer: 'accuracy' });

type Operation = (x: core.Tensor, alpha?: number) => core.Tensor;
type OperationName = (typeof kernelOperations)[number]['op'];

/** TensorFlow.js's operation of that name. */
export const operation = (op: OperationName): Operation => (tf as unknown as Record<string, Operation>)[op];

/** The internals of the wasm backend that are used here. */
export interface WasmInsides extends core.KernelBackend {
  wasm: { asm: { memory?: WebAssembly.Memory | undefined } };
  dataIdMap: { get(dataId: object): { memoryOffset?: number } };
  makeOutput?: unknown;
}

/** Registers TensorFlow.js's wasm backend without the memory that our kernels need. Returns what registers it as it was. */
export function registerWasmOutOfReach(): () => void {
  const factory = tf.findBackendFactory('wasm');
  tf.removeBackend('wasm');
  tf.registerBackend('wasm', async () => {
    const backend = (await factory()) as WasmInsides;
    backend.wasm.asm = { ...backend.wasm.asm, memory: undefined };
    return backend;
  });
  return () => {
    tf.removeBackend('wasm');
    tf.registerBackend('wasm', factory);
  };
}

/** The bits of float32 values, with one pattern for every NaN. As text, since `toEqual` takes a second for long arrays. */
export function bits(values: core.TypedArray): string {
  if (!(values instanceof Float32Array)) throw new TypeError('not a Float32Array');
  const patterns = new Uint32Array(values.slice().buffer);
  return Array.from(values, (value, i) => (Number.isNaN(value) ? 'NaN' : patterns[i].toString(16))).join(' ');
}

/** Every edge, then fresh values: enough of them that each is worked on by vectors and by the tail. */
export function samples(length: number, seed = 1): Float32Array {
  const edges = [0, -0, 1, -1, Infinity, -Infinity, NaN, 2 ** -149, -(2 ** -149), 2 ** 127, -(2 ** 127)];
  let state = seed;
  return Float32Array.from({ length }, (_, i) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return edges[i] ?? state / 2 ** 30 - 2;
  });
}

/** A NaN with its sign bit set, as x86 makes one of Inf - Inf. */
export function negativeNaN(): Float32Array {
  return new Float32Array(Int32Array.of(0xffc00000 | 0).buffer);
}

/** Collects what we say, and silences TensorFlow.js, which recommends another backend on Node. */
export function warnings(): string[] {
  const said: string[] = [];
  vi.spyOn(console, 'warn').mockImplementation((message) => {
    if (String(message).startsWith('wasm-activations/tfjs: ')) said.push(message);
  });
  return said;
}
