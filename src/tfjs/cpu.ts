import type { DataType, KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';
import { everyFunction } from '../generated/functions.js';
import { type Access, sizeOf } from './access.js';

/** What is used of @tensorflow/tfjs-backend-cpu's insides. Any of it may be missing in another version. */
interface CpuBackend extends KernelBackend {
  readonly data: { get(dataId: TensorInfo['dataId']): { readonly values?: unknown } };
  makeTensorInfo(shape: number[], dtype: DataType, values: Float32Array): TensorInfo;
}

/** The backend's own Float32Arrays. */
export function cpuAccess(instance: KernelBackend): Access {
  const backend = instance as CpuBackend;
  const activations = everyFunction();

  function values({ dataId }: TensorInfo): Float32Array {
    const { values } = backend.data.get(dataId);
    if (values instanceof Float32Array) return values;
    if (!ArrayBuffer.isView(values)) throw new Error('a tensor has no elements at data.get(id).values');
    // A Float32Array of another realm is taken as it is. The backend's cast from int32 to float32 only renames: the
    // elements are an Int32Array still.
    const isFloat32 = Object.prototype.toString.call(values) === '[object Float32Array]';
    return isFloat32 ? (values as Float32Array) : Float32Array.from(values as Int32Array);
  }

  return {
    activations,
    values,
    run(compute, shape, x, second, third, fourth) {
      const out = new Float32Array(sizeOf(shape));
      compute(activations, out, values(x), second && values(second), third && values(third), fourth && values(fourth));
      return backend.makeTensorInfo(shape, 'float32', out);
    },
  };
}
