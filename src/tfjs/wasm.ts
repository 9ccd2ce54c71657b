import type { DataType, KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';
import { createActivations } from '../activations.js';
import { type Access, sizeOf } from './access.js';

/** What is used of @tensorflow/tfjs-backend-wasm's insides. Any of it may be missing in another version. */
interface WasmBackend extends KernelBackend {
  readonly wasm?: {
    readonly asm?: { readonly memory?: WebAssembly.Memory };
    /** Where the threaded build has its memory, which it does not export but import; it is shared. */
    readonly wasmMemory?: WebAssembly.Memory;
  };
  readonly dataIdMap: { get(dataId: TensorInfo['dataId']): { readonly memoryOffset?: number | null } };
  makeOutput(shape: number[], dtype: DataType): TensorInfo;
}

/** TensorFlow.js allocates where it freed before, so that a training step needs the views of the step before. */
const MOST_VIEWS = 1024;

/** Our kernels over the backend's own memory: its tensors are worked on where they lie. */
export function wasmAccess(instance: KernelBackend): Access {
  const backend = instance as WasmBackend;
  const memory = backend.wasm?.asm?.memory ?? backend.wasm?.wasmMemory;
  if (memory === undefined) throw new Error('its memory is not at backend.wasm.asm.memory');
  // Throws where the memory is shared or wasm SIMD does not run.
  const activations = createActivations({ backend: 'wasm', memory });
  const views = new Map<number, Float32Array>();

  function addressOf({ dataId }: TensorInfo): number {
    const { memoryOffset } = backend.dataIdMap.get(dataId);
    // An undefined one would make a view of address 0.
    if (typeof memoryOffset !== 'number') throw new Error('a tensor has no address at dataIdMap.get(id).memoryOffset');
    return memoryOffset;
  }

  function view(address: number, length: number): Float32Array {
    const last = views.get(address);
    // Growing the memory detaches all views, whose lengths are 0 from then on.
    if (last !== undefined && last.length === length && length > 0) return last;
    const made = new Float32Array(memory?.buffer as ArrayBuffer, address, length);
    if (views.size >= MOST_VIEWS) views.clear();
    views.set(address, made);
    return made;
  }

  return {
    activations,
    values: (tensor) => view(addressOf(tensor), sizeOf(tensor.shape)),
    run(compute, shape, x, second, third, fourth) {
      const output = backend.makeOutput(shape, 'float32');
      try {
        // All addresses before any view: looking a tensor up may bring it here from another backend, which may grow
        // the memory, as may making the output; and growing detaches views.
        const xAddress = addressOf(x);
        const secondAddress = second === undefined ? 0 : addressOf(second);
        const thirdAddress = third === undefined ? 0 : addressOf(third);
        const fourthAddress = fourth === undefined ? 0 : addressOf(fourth);
        compute(
          activations,
          view(addressOf(output), sizeOf(shape)),
          view(xAddress, sizeOf(x.shape)),
          second && view(secondAddress, sizeOf(second.shape)),
          third && view(thirdAddress, sizeOf(third.shape)),
          fourth && view(fourthAddress, sizeOf(fourth.shape)),
        );
      } catch (error) {
        backend.disposeData(output.dataId);
        throw error;
      }
      return output;
    },
  };
}
