import type { Tensor } from '@tensorflow/tfjs-core';
import { type BackendName, isBackendName } from './connections.js';
import { kernelOf, type TensorKernels, type UnaryName } from './kernels.js';
import type { ClassOperation, Parameters } from './operations.js';
import type { Prepare } from './replacement.js';
import type { TensorFlow } from './tensorflow.js';

type Method = (this: Parameters, x: Tensor | Tensor[], argument?: unknown, ...rest: unknown[]) => Tensor;
interface RegisteredClass {
  readonly className: string;
  readonly prototype: Record<string, Method>;
}

/** No kink of a usual parameter; gelu and gelu_new differ by 4.7e-4 at 2.25. */
const POINTS = [-6.125, -2.25, -1.125, -0.25, 0.375, 1.75, 2.25, 7];
/** TensorFlow.js's own results were off by 1e-5 at most. */
const TOLERANCE = 1e-4;

/** A class of @tensorflow/tfjs-layers whose method is replaced. */
interface Replaced {
  readonly prototype: Record<string, Method>;
  readonly method: string;
  readonly own: Method;
  readonly ours: Method;
}

/** By TensorFlow.js's map of classes: puts its own methods back. */
const restorers = new WeakMap<object, () => void>();

const mapOf = (tf: TensorFlow) => tf.serialization.SerializationMap.getMap();

/** Puts the methods of @tensorflow/tfjs-layers' classes back. */
export function restoreClasses(tf: TensorFlow): void {
  const map = mapOf(tf);
  restorers.get(map)?.();
  restorers.delete(map);
}

/** The operations of @tensorflow/tfjs-layers. */
export interface Classes {
  /** Why the class of this operation keeps its own method, if so. */
  reason(operation: ClassOperation): string | undefined;
}

/**
 * Replaces the methods of classes that @tensorflow/tfjs-layers has registered or registers later. So it holds for all
 * models, whenever they were built, and for their layers however they were made; a saved model is the same.
 */
export function replaceClasses(
  tf: TensorFlow,
  operations: ReadonlyMap<ClassOperation, ReadonlySet<BackendName>>,
  prepare: Prepare,
  ours: TensorKernels,
  warnOnce: (message: string) => void,
): Classes {
  const { SerializationMap } = tf.serialization;
  const map = mapOf(tf);
  const replaced = new Map<ClassOperation, Replaced>();
  const misfits = new Set<ClassOperation>();

  /** Whether a class computes our function, as it does in version 4.22, on tensors of this rank: the argument may be an axis. */
  function agrees(
    operation: ClassOperation,
    own: Method,
    object: Parameters,
    rank: number,
    argument: unknown,
    parameters: Parameters,
  ): boolean {
    return tf.tidy(() => {
      const outer = Array.from({ length: rank - 1 }, () => 1);
      const x = tf.reshape(tf.tensor1d(POINTS), [...outer, POINTS.length] as [number]);
      const expected = own.call(object, x, argument).dataSync();
      const values = ours.forward(operation.fn as UnaryName, x, parameters).dataSync();
      return values.every((value, i) => Math.abs(value - expected[i]) <= TOLERANCE * Math.max(1, Math.abs(value)));
    });
  }

  function replace(
    operation: ClassOperation,
    names: ReadonlySet<BackendName>,
    prototype: Record<string, Method>,
  ): void {
    const { method, className, parameters } = operation;
    const fn = operation.fn as UnaryName;
    const kernel = kernelOf(fn);
    const own = prototype[method];
    let isProven = false;

    const replacement: Method = function (x, argument, ...rest) {
      const name = tf.getBackend();
      const tensor = Array.isArray(x) && x.length === 1 ? x[0] : (x as Tensor);
      if (isBackendName(name) && names.has(name) && !Array.isArray(tensor) && !misfits.has(operation)) {
        const given = parameters === undefined ? {} : parameters(this, tensor, argument);
        if (given !== undefined && prepare(kernel, name, tf.backend(), tensor, undefined, given) !== undefined) {
          isProven ||= agrees(operation, own, this, tensor.rank, argument, given);
          if (isProven) return ours.forward(fn, tensor, given);
          misfits.add(operation);
          warnOnce(`TensorFlow.js keeps its own ${className}: it computes something else than version 4.22's`);
        }
      }
      return own.call(this, x, argument, ...rest);
    };

    prototype[method] = replacement;
    replaced.set(operation, { prototype, method, own, ours: replacement });
  }

  function meet({ className, prototype }: RegisteredClass): void {
    for (const [operation, names] of operations) {
      if (operation.className !== className || names.size === 0) continue;
      if (Object.hasOwn(prototype, operation.method)) replace(operation, names, prototype);
    }
  }

  const ownRegister = SerializationMap.register;
  const register: typeof ownRegister = (registered) => {
    Reflect.apply(ownRegister, SerializationMap, [registered]);
    meet(registered as unknown as RegisteredClass);
  };
  SerializationMap.register = register;
  for (const [registered] of Object.values(map.classNameMap)) meet(registered as unknown as RegisteredClass);

  restorers.set(map, () => {
    if (SerializationMap.register === register) SerializationMap.register = ownRegister;
    for (const { prototype, method, own, ours } of replaced.values()) {
      if (prototype[method] === ours) prototype[method] = own;
    }
  });

  return {
    reason(operation) {
      if (!Object.hasOwn(map.classNameMap, operation.className)) return '@tensorflow/tfjs-layers is not loaded';
      if (misfits.has(operation)) return 'this class computes something else';
      return replaced.has(operation) ? undefined : 'this class is not that of @tensorflow/tfjs-layers';
    },
  };
}
