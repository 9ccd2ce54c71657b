/** Every library as a function of arrays, for one activation with its default parameters. */
import { createRequire } from 'node:module';
import { createActivations } from 'wasm-activations';
import { caseNamed } from '../cases.mjs';
import { ops } from '../peers/ops.mjs';
import { compile, loop } from '../timing/contenders.mjs';
import { parametersOf } from '../timing/definition.mjs';

const load = createRequire(new URL('../peers/', import.meta.url));

/** @typedef {(x: Float32Array) => Float32Array | Promise<Float32Array>} ArrayFunction */

/** @param {string} name @param {number} [size] of the rows @returns {(x: Float32Array) => Float32Array} */
export function ours(name, size) {
  const instance = createActivations({ backend: 'wasm' });
  return size === undefined
    ? instance[/** @type {'relu'} */ (name)]
    : (x) => instance[/** @type {'softmax'} */ (name)](x, { size });
}

/** @param {string} name */
const defaults = (name) => parametersOf(caseNamed(name));

/** The ONNX operator that is this function, if there is one. @param {string} name */
export const operatorOf = (name) => ops[name]?.onnx?.(defaults(name));

/**
 * @param {string} library @param {string} provider @param {string} name
 * @param {number} [size] of the rows, for a function of rows
 * @returns {Promise<ArrayFunction | undefined>}
 */
async function onnxruntime(library, provider, name, size) {
  const operator = operatorOf(name);
  if (operator === undefined) return undefined;
  // Here, because it is there only once the peers are installed.
  const { onnxModel } = await import('../peers/onnx.mjs');
  const ort = load(library);
  /** @param {Float32Array} x */
  const shape = (x) => (size === undefined ? [x.length] : [x.length / size, size]);
  const model = onnxModel(operator, size === undefined ? 1 : 2);
  const session = await ort.InferenceSession.create(model, { executionProviders: [provider] });
  return async (x) => (await session.run({ x: new ort.Tensor('float32', x, shape(x)) })).y.data;
}

/** @param {string} name @param {number} [size] */
export const onnxruntimeNode = (name, size) => onnxruntime('onnxruntime-node', 'cpu', name, size);

/** @param {string} backend @param {string} name @returns {Promise<ArrayFunction | undefined>} */
async function tensorflow(backend, name) {
  const f = ops[name]?.tfjs;
  if (f === undefined) return undefined;
  /** @type {any} */
  const tf = load('@tensorflow/tfjs-core');
  load(`@tensorflow/tfjs-backend-${backend}`);
  tf.enableProdMode();
  await tf.setBackend(backend);
  return (x) => {
    const y = tf.tidy(() => f(tf, tf.tensor1d(x), defaults(name)));
    const results = y.dataSync();
    y.dispose();
    return results;
  };
}

/** The loop that people write. @param {string} name @returns {ArrayFunction | undefined} */
function plain(name) {
  const { loops } = caseNamed(name);
  if (loops === undefined) return undefined;
  const batch = compile(loop(loops.hand), defaults(name));
  return (x) => {
    const y = new Float32Array(x.length);
    batch(1, { xs: [x], dys: [x], outs: [y] });
    return y;
  };
}

/**
 * By its name in the JSON: the function there, or undefined where a library lacks it.
 * @type {Record<string, (name: string) => Promise<ArrayFunction | undefined>>}
 */
export const libraries = {
  'wasm-activations': async (name) => ours(name),
  'tfjs-wasm': (name) => tensorflow('wasm', name),
  'tfjs-cpu': (name) => tensorflow('cpu', name),
  'onnxruntime-node': (name) => onnxruntimeNode(name),
  'onnxruntime-web': (name) => onnxruntime('onnxruntime-web', 'wasm', name),
  plain: async (name) => plain(name),
};
