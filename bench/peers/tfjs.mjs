/** TensorFlow.js: its wasm and cpu backends, as they are and after `accelerate(tf)`. */
import { createRequire } from 'node:module';
import { isOperation } from '../cases/operations.mjs';
import { bothKernels, exchange } from './kernels.mjs';
import { shapeOf } from './ops.mjs';

// CommonJS: one object that holds all of TensorFlow.js, as `accelerate` wants it.
const load = createRequire(import.meta.url);
/** @type {any} its types are not there before it is installed */
const tf = load('@tensorflow/tfjs-core');
load('@tensorflow/tfjs-backend-wasm');
load('@tensorflow/tfjs-backend-cpu');
// It advises at each start to take the native add-on instead.
tf.enableProdMode();

/**
 * @param {string} name of our function
 * @param {import('./ops.mjs').Op} op
 * @param {import('./ops.mjs').Parameters} parameters
 * @param {import('./ops.mjs').Arrays} arrays
 * @returns {Promise<import('./peers.mjs').Peer[]>}
 */
export async function tfjsPeers(name, { tfjs }, parameters, arrays) {
  if (tfjs === undefined) return [];
  const backends = ['wasm', 'cpu'];
  /** Of each backend: a tensor moves to whichever backend works on it, and that would be timed. @type {Record<string, Record<string, any>>} */
  const constants = {};
  for (const backend of backends) {
    await tf.setBackend(backend);
    constants[backend] = Object.fromEntries(Object.entries(arrays).map(([key, values]) => [key, tf.tensor1d(values)]));
  }
  const composed = !isOperation(name);
  // An operation of its own is replaced even where that is slower, which is what the figures are to show.
  const { own, accelerated } = bothKernels(tf, isOperation(name) ? { ops: [name] } : {});
  const on = (/** @type {string} */ backend) => (/** @type {any} */ x) => {
    const f = () => tfjs(tf, x, parameters, constants[backend]);
    return composed ? tf.tidy(f) : f();
  };
  const tensor = (/** @type {Float32Array} */ x) => tf.tensor(x, shapeOf(x.length, parameters, arrays));
  return [
    ...backends.flatMap((name) => onBackend(name, `tfjs-${name}`, on(name), tensor, own)),
    ...backends.flatMap((name) => onBackend(name, `tfjs-${name}-accelerated`, on(name), tensor, accelerated)),
  ];
}

/**
 * Before and after take turns: the kernels are exchanged before each batch.
 * @param {string} backend @param {string} name @param {(tensor: any) => any} f @param {(x: Float32Array) => any} tensor
 * @param {import('./kernels.mjs').Registered} kernels
 * @returns {import('./peers.mjs').Peer[]}
 */
function onBackend(backend, name, f, tensor, kernels) {
  const select = async () => {
    if (tf.getBackend() !== backend) await tf.setBackend(backend);
    exchange(tf, kernels);
  };

  /** @type {import('./peers.mjs').Peer} */
  const own = {
    name: `${name} own`,
    at(xs, outs) {
      /** @type {any[]} */
      let tensors = [];
      /** @type {any[]} */
      const results = xs.map(() => undefined);
      return {
        async upload() {
          await select();
          for (const tensor of tensors) tensor.dispose();
          tensors = xs.map((x) => tensor(x));
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
    at(xs, outs) {
      return {
        upload: select,
        batch(passes) {
          for (let pass = 0; pass < passes; pass++) {
            for (let k = 0; k < xs.length; k++) {
              const x = tensor(xs[k]);
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
