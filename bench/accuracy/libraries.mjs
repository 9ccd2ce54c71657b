/** Every library as a function of arrays, for one case's activation and parameters. */
import { createRequire } from 'node:module';
import { createActivations } from 'wasm-activations';
import { parametersOf } from '../../tools/definitions.mjs';
import { caseNamed } from '../cases/functions.mjs';
import { ops, shapeOf } from '../peers/ops.mjs';
import { compile, loop } from '../timing/contenders.mjs';

const load = createRequire(new URL('../peers/', import.meta.url));

/** @typedef {(x: Float32Array) => Float32Array | Promise<Float32Array>} ArrayFunction */

/** @param {string} name */
function settings(name) {
  const benchCase = caseNamed(name);
  return { op: benchCase.op, parameters: parametersOf(benchCase), arrays: benchCase.whole?.arrays ?? {} };
}

/** @param {string} name @returns {(x: Float32Array) => Float32Array} */
export function ours(name) {
  const { op, parameters, arrays } = settings(name);
  const f = /** @type {(x: Float32Array, options: object) => Float32Array} */ (
    createActivations({ backend: 'wasm' })[/** @type {'relu'} */ (op)]
  );
  return (x) => f(x, { ...parameters, ...arrays });
}

/** The ONNX operator that is this function, if there is one. @param {string} name */
export function operatorOf(name) {
  const { op, parameters, arrays } = settings(name);
  return ops[op]?.onnx?.(parameters, arrays);
}

/**
 * @param {string} library @param {string} provider @param {string} name
 * @returns {Promise<ArrayFunction | undefined>}
 */
async function onnxruntime(library, provider, name) {
  const operator = operatorOf(name);
  if (operator === undefined) return undefined;
  // Here, because it is there only once the peers are installed.
  const { onnxModel } = await import('../peers/onnx.mjs');
  const ort = load(library);
  const { parameters, arrays } = settings(name);
  /** @param {number} length */
  const shape = (length) => shapeOf(length, parameters, arrays);
  const model = onnxModel(operator, shape(1).length);
  const session = await ort.InferenceSession.create(model, { executionProviders: [provider] });
  return async (x) => (await session.run({ x: new ort.Tensor('float32', x, shape(x.length)) })).y.data;
}

/** @param {string} name */
export const onnxruntimeNode = (name) => onnxruntime('onnxruntime-node', 'cpu', name);

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
    const y = tf.tidy(() => f(tf, tf.tensor1d(x), settings(name).parameters, {}));
    const results = y.dataSync();
    y.dispose();
    return results;
  };
}

/** The loop that people write. @param {string} name @returns {ArrayFunction | undefined} */
function plain(name) {
  const { loops } = caseNamed(name);
  if (loops === undefined) return undefined;
  const batch = compile(loop(loops.hand), settings(name).parameters);
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
  'onnxruntime-node': onnxruntimeNode,
  'onnxruntime-web': (name) => onnxruntime('onnxruntime-web', 'wasm', name),
  plain: async (name) => plain(name),
};
