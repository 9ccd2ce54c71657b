import type { GradConfig, KernelBackend, KernelConfig, NamedAttrMap, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import { type Activation, type Definition, definitionOf } from '../calls/activation.js';
import { type BackendName, type Connections, isBackendName } from './connections.js';
import type { Reach } from './access.js';
import type { Row } from './operations.js';
import type { TensorFlow } from './tensorflow.js';

/** What a row's activation needs for one call, all checked. */
interface Call {
  readonly reach: Reach;
  readonly activation: Activation<Readonly<Record<string, unknown>>>;
  /**
   * Its parameters. What else the call needs is put into the same object: an object made with `...` took leakyRelu on 32
   * elements from 0.3 to 2.2 us (200,000 calls, Node 20).
   */
  readonly options: Record<string, unknown>;
}

function isFiniteFloat32(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(Math.fround(value));
}

/** What a gradient is computed from, where that is all: the input x, with alpha where there are channels, or the output y. */
export function savedBy(
  { inputsToSave, outputsToSave, saveAllInputs }: GradConfig,
  { input = 'x', channels }: Row,
): 'x' | 'y' | undefined {
  const outputs = outputsToSave?.filter(Boolean).length ?? 0;
  if (saveAllInputs) return undefined;
  if (inputsToSave?.join() === (channels ? `${input},alpha` : input) && outputs === 0) return 'x';
  return !inputsToSave?.length && outputs === 1 ? 'y' : undefined;
}

/** What stands in for one kernel of TensorFlow.js and its gradient, and hands back to them what it cannot do. */
export function replacement(tf: TensorFlow, row: Row, connections: Connections, warnOnce: (message: string) => void) {
  const { kernel: kernelName, input = 'x', second } = row;

  /** The call that these tensors make, or undefined, after a warning, where TensorFlow.js has to make its own. */
  function prepare(
    name: BackendName,
    backend: KernelBackend,
    x: TensorInfo,
    dy: TensorInfo | undefined,
    attrs: NamedAttrMap | undefined,
  ): Call | undefined {
    const reach = connections.reach(name, backend);
    if (reach === undefined) return undefined;
    const options = row.parameters?.(attrs ?? {}, x.shape) ?? {};
    let obstacle = reach.obstacle(x) ?? (dy && reach.obstacle(dy));
    for (const key in options) if (!isFiniteFloat32(options[key])) obstacle ??= 'a parameter that is not finite';
    if (obstacle !== undefined) {
      warnOnce(`TensorFlow.js keeps its own kernels for ${obstacle}`);
      return undefined;
    }
    return { reach, activation: reach.activations[row.op] as Call['activation'], options };
  }

  function kernel(name: BackendName, own: KernelConfig): KernelConfig {
    return {
      ...own, // its setup and disposal still serve its own function
      kernelFunc(args) {
        const x = args.inputs[input] as TensorInfo;
        const call = prepare(name, args.backend as KernelBackend, x, undefined, args.attrs);
        if (call === undefined) return own.kernelFunc(args);
        const { reach, activation, options } = call;
        return reach.run(x, undefined, (out, array) => {
          options.out = out;
          activation(array, options);
        });
      },
    };
  }

  function gradient(names: ReadonlySet<BackendName>, own: GradConfig): GradConfig {
    const isOurs = (name: string): name is BackendName => isBackendName(name) && names.has(name);
    const savesY = savedBy(own, row) === 'y';

    /** dy * f'(x). `saved` is what TensorFlow.js's own gradient is computed from. */
    function slope(dy: Tensor, x: Tensor, saved: Tensor[], attrs: NamedAttrMap): Tensor {
      const name = tf.getBackend();
      const call = isOurs(name) ? prepare(name, tf.backend(), x, dy, attrs) : undefined;
      if (call === undefined) return own.gradFunc(dy, saved, attrs)[input]();
      const { reach, activation, options } = call;
      // A function of rows has none.
      const definition: Definition | undefined = definitionOf(activation);
      const op = tf.customGrad((...args) => {
        const [dy, x, save] = args as [Tensor, Tensor, (tensors: Tensor[]) => void];
        save([dy, x]);
        const info = reach.run(x, dy, (out, array, dyArray) => {
          options.dy = dyArray;
          options.out = out;
          if (definition?.kinks !== undefined) options.kink = 'left';
          activation.grad(array, options);
        });
        return {
          value: tf.engine().makeTensorFromTensorInfo(info),
          // It is linear in dy.
          gradFunc: (ddy: Tensor, [dy, x]: Tensor[]) => [
            slope(ddy, x, saved, attrs),
            second === undefined ? tf.zerosLike(x) : slope(second(tf, ddy, dy, x), x, saved, attrs),
          ],
        };
      });
      return op(dy, x);
    }

    return {
      kernelName,
      outputsToSave: own.outputsToSave ?? [],
      // TensorFlow.js asks when the forward kernel runs. What its own gradient needs is saved too, for what ours hands
      // back; and where ours does not run, nothing else is, since that would be memory for nothing.
      get inputsToSave() {
        return savesY && !isOurs(tf.getBackend()) ? [] : [input];
      },
      gradFunc(dy, saved, attrs) {
        const ownSaved = saved.slice(-1);
        const hasX = !savesY || saved.length === 2;
        if (!hasX) return own.gradFunc(dy, saved, attrs);
        return { [input]: () => slope(dy as Tensor, saved[0], ownSaved, attrs) };
      },
    };
  }

  return { kernel, gradient };
}
