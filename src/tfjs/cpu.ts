import type { DataType, KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';
import * as activations from '../functions/index.js';
import { type Reach, sizeOf } from './access.js';

/** What is used of @tensorflow/tfjs-backend-cpu's insides. Any of it may be missing in another version. */
interface CpuBackend extends KernelBackend {
  readonly data: { get(dataId: TensorInfo['dataId']): { readonly values?: unknown } };
  makeTensorInfo(shape: number[], dtype: DataType, values: Float32Array): TensorInfo;
}

/** The backend's own Float32Arrays. */
export function cpuReach(instance: KernelBackend): Reach {
  const backend = instance as CpuBackend;
  const valuesOf = ({ dataId }: TensorInfo) => backend.data.get(dataId).values;

  return {
    activations,
    obstacle(tensor) {
      if (tensor.dtype !== 'float32') return `tensors of ${tensor.dtype}`;
      // Its cast from int32 to float32 only renames: the elements stay an Int32Array.
      const kind = Object.prototype.toString.call(valuesOf(tensor)).slice(8, -1);
      return kind === 'Float32Array' ? undefined : `tensors of float32 that hold an ${kind}`;
    },
    values: (tensor) => valuesOf(tensor) as Float32Array,
    run(x, dy, compute, alpha, shape = x.shape) {
      const out = new Float32Array(sizeOf({ shape }));
      compute(
        out,
        valuesOf(x) as Float32Array,
        dy && (valuesOf(dy) as Float32Array),
        alpha && (valuesOf(alpha) as Float32Array),
      );
      return backend.makeTensorInfo(shape, 'float32', out);
    },
  };
}
