import type { DataType, KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';
import { createActivations } from '../activations.js';
import type { Reach } from './reach.js';

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

function sizeOf({ shape }: TensorInfo): number {
  let size = 1;
  for (let i = 0; i < shape.length; i++) size *= shape[i];
  return size;
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
    run(x, dy, compute) {
      const output = backend.makeOutput(x.shape, 'float32');
      try {
        // All addresses before any view: looking a tensor up may bring it here from another backend, which may grow
        // the memory, as may making the output; and growing detaches views.
        const xAddress = addressOf(x);
        const dyAddress = dy && addressOf(dy);
        const outAddress = addressOf(output);
        const { buffer } = memory;
        const length = sizeOf(x);
        compute(
          new Float32Array(buffer, outAddress, length),
          new Float32Array(buffer, xAddress, length),
          dy && new Float32Array(buffer, dyAddress, sizeOf(dy)),
        );
      } catch (error) {
        backend.disposeData(output.dataId);
        throw error;
      }
      return output;
    },
  };
}
