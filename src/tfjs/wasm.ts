import type { DataType, KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';
import { createActivations } from '../activations.js';
import { type Reach, sizeOf } from './access.js';

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

/** Our kernels over the backend's own memory: its tensors are worked on where they lie. */
export function wasmReach(instance: KernelBackend): Reach {
  const backend = instance as WasmBackend;
  const memory = backend.wasm?.asm?.memory ?? backend.wasm?.wasmMemory;
  if (memory === undefined) throw new Error('its memory is not at backend.wasm.asm.memory');
  // Throws where the memory is shared or wasm SIMD does not run.
  const activations = createActivations({ backend: 'wasm', memory });

  function addressOf({ dataId }: TensorInfo): number {
    const { memoryOffset } = backend.dataIdMap.get(dataId);
    // An undefined one would make a view of address 0.
    if (typeof memoryOffset !== 'number') throw new Error('a tensor has no address at dataIdMap.get(id).memoryOffset');
    return memoryOffset;
  }

  return {
    activations,
    obstacle: ({ dtype }) => (dtype === 'float32' ? undefined : `tensors of ${dtype}`),
    values(tensor) {
      const address = addressOf(tensor);
      return new Float32Array(memory.buffer, address, sizeOf(tensor));
    },
    run(x, dy, compute, alpha, shape = x.shape) {
      const output = backend.makeOutput(shape, 'float32');
      try {
        // All addresses before any view: looking a tensor up may bring it here from another backend, which may grow
        // the memory, as may making the output; and growing detaches views.
        const xAddress = addressOf(x);
        const dyAddress = dy && addressOf(dy);
        const alphaAddress = alpha && addressOf(alpha);
        const outAddress = addressOf(output);
        const { buffer } = memory;
        compute(
          new Float32Array(buffer, outAddress, sizeOf(output)),
          new Float32Array(buffer, xAddress, sizeOf(x)),
          dy && new Float32Array(buffer, dyAddress, sizeOf(dy)),
          alpha && new Float32Array(buffer, alphaAddress, sizeOf(alpha)),
        );
      } catch (error) {
        backend.disposeData(output.dataId);
        throw error;
      }
      return output;
    },
  };
}
