/** TensorFlow.js as it is and after `accelerate(tf)`, to be exchanged while a program runs. */
import { accelerate } from '../cases/operations.mjs';

/** @typedef {{ kernels: any[], gradients: any[], methods: { prototype: any, method: string, value: unknown }[] }} Registered */

/**
 * @param {any} tf
 * @param {Parameters<typeof accelerate>[1]} [options]
 */
export function bothKernels(tf, options) {
  const names = new Set();
  const classes = new Set();
  /** @returns {Registered} */
  const registered = () => ({
    kernels: [...names].flatMap((name) => ['wasm', 'cpu'].map((backend) => tf.getKernel(name, backend))),
    gradients: [...names].map((name) => tf.getGradient(name)),
    methods: [...classes].flatMap((prototype) =>
      ['apply', 'call']
        .filter((method) => Object.hasOwn(prototype, method))
        .map((method) => ({ prototype, method, value: prototype[method] })),
    ),
  });

  const first = accelerate(tf, options);
  const { classNameMap } = tf.serialization.SerializationMap.getMap();
  for (const { kernel } of [...first.replaced, ...first.kept]) if (kernel !== undefined) names.add(kernel);
  for (const { className } of first.replaced)
    if (className !== undefined) classes.add(classNameMap[className][0].prototype);
  const accelerated = registered();
  const { replaced } = first;
  first.restore();
  return { own: registered(), accelerated, replaced };
}

/** @param {any} tf @param {Registered} to */
export function exchange(tf, { kernels, gradients, methods }) {
  for (const config of kernels) {
    if (config === undefined || tf.getKernel(config.kernelName, config.backendName) === config) continue;
    tf.unregisterKernel(config.kernelName, config.backendName);
    tf.registerKernel(config);
  }
  for (const config of gradients) {
    if (config === undefined || tf.getGradient(config.kernelName) === config) continue;
    tf.unregisterGradient(config.kernelName);
    tf.registerGradient(config);
  }
  for (const { prototype, method, value } of methods) prototype[method] = value;
}
