/** TensorFlow.js: its wasm and cpu backends, as they are and after `accelerate(tf)`. */
import { createRequire } from 'node:module';
import { accelerate } from '../accelerate.mjs';

// CommonJS: one object that holds all of TensorFlow.js, as `accelerate` wants it.
const load = createRequire(import.meta.url);
/** @type {any} its types are not there before it is installed */
const tf = load('@tensorflow/tfjs-core');
load('@tensorflow/tfjs-backend-wasm');
load('@tensorflow/tfjs-backend-cpu');
// It advises at each start to take the native add-on instead.
tf.enableProdMode();

const KERNELS = { relu: 'Relu', leakyRelu: 'LeakyRelu' };

/**
 * @param {import('./peers.mjs').Op} op
 * @param {number} alpha
 * @returns {Promise<import('./peers.mjs').Peer[]>}
 */
export async function tfjsPeers(op, alpha) {
  const f = op === 'relu' ? tf.relu : (/** @type {unknown} */ t) => tf.leakyRelu(t, alpha);
  /** @type {import('./peers.mjs').Peer[]} */
  const peers = [];

  for (const backend of ['wasm', 'cpu']) {
    await tf.setBackend(backend);
    const before = tf.getKernel(KERNELS[op], backend);
    peers.push(...onBackend(backend, `tfjs-${backend}`, f, before));
  }

  accelerate(tf);
  for (const backend of ['wasm', 'cpu']) {
    const after = tf.getKernel(KERNELS[op], backend);
    if (peers.some(({ kernel }) => kernel === after))
      throw new Error(`accelerate(tf) left ${op} on ${backend} as it was`);
    peers.push(...onBackend(backend, `tfjs-${backend}-accelerated`, f, after));
  }
  return peers;
}

/** Before and after take turns: the kernel is exchanged before each batch. @param {any} kernel */
function exchange(kernel) {
  if (tf.getKernel(kernel.kernelName, kernel.backendName) === kernel) return;
  tf.unregisterKernel(kernel.kernelName, kernel.backendName);
  tf.registerKernel(kernel);
}

/**
 * @param {string} backend @param {string} name @param {(tensor: any) => any} f @param {any} kernel
 * @returns {import('./peers.mjs').Peer[]}
 */
function onBackend(backend, name, f, kernel) {
  const select = async () => {
    if (tf.getBackend() !== backend) await tf.setBackend(backend);
    exchange(kernel);
  };

  /** @type {import('./peers.mjs').Peer} */
  const own = {
    name: `${name} own`,
    kernel,
    at(xs, outs) {
      /** @type {any[]} */
      let tensors = [];
      /** @type {any[]} */
      const results = xs.map(() => undefined);
      return {
        async upload() {
          await select();
          for (const tensor of tensors) tensor.dispose();
          tensors = xs.map((x) => tf.tensor1d(x));
        },
        batch(passes) {
          for (let pass = 0; pass < passes; pass++) {
            for (let k = 0; k < tensors.length; k++) {
              results[k]?.dispose();
              results[k] = f(tensors[k]);
            }
          }
        },
        download() {
          for (const [k, result] of results.entries()) outs[k] = result.dataSync();
        },
        dispose() {
          for (const tensor of [...tensors, ...results]) tensor.dispose();
        },
      };
    },
  };

  /** @type {import('./peers.mjs').Peer} */
  const ordinary = {
    name: `${name} ordinary`,
    kernel,
    at(xs, outs) {
      return {
        upload: select,
        batch(passes) {
          for (let pass = 0; pass < passes; pass++) {
            for (let k = 0; k < xs.length; k++) {
              const x = tf.tensor1d(xs[k]);
              const y = f(x);
              outs[k] = y.dataSync();
              x.dispose();
              y.dispose();
            }
          }
        },
      };
    },
  };
  return [own, ordinary];
}
