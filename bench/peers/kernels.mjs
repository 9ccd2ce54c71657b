/** TensorFlow.js's kernels and gradients before `accelerate(tf)` and after it, to be exchanged while a program runs. */
import { accelerate } from '../cases/operations.mjs';

/** @typedef {{ kernels: any[], gradients: any[] }} Registered */

/**
 * @param {any} tf
 * @param {Parameters<typeof accelerate>[1]} [options]
 */
export function bothKernels(tf, options) {
  const names = new Set();
  /** @returns {Registered} */
  const registered = () => ({
    kernels: [...names].flatMap((name) => ['wasm', 'cpu'].map((backend) => tf.getKernel(name, backend))),
    gradients: [...names].map((name) => tf.getGradient(name)),
  });

  const first = accelerate(tf, options);
  for (const { kernel } of [...first.replaced, ...first.kept]) if (kernel !== undefined) names.add(kernel);
  const accelerated = registered();
  first.restore();
  return { own: registered(), accelerated, replaced: first.replaced };
}

/** @param {any} tf @param {Registered} to */
export function exchange(tf, { kernels, gradients }) {
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
}
