/**
 * The imports that `npm run bench:cost` compares: what a page would bundle, the binary that comes with it, and a program
 * for Node that leaves relu(-1, 2) in `result`.
 */
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} Import
 * @property {string} name
 * @property {string} directory where imports are looked up
 * @property {string} [bundle] what a web page would load; none for what runs in Node alone
 * @property {string} [binary] the file, or the directory, that is loaded besides: WebAssembly, or machine code
 * @property {string} first
 */

const root = fileURLToPath(new URL('../..', import.meta.url));
const peers = fileURLToPath(new URL('../peers/', import.meta.url));

/** @type {Import} */
export const nothing = { name: 'an empty Node process', directory: root, first: 'const result = [0, 2];' };

/** @type {Import} */
export const ours = {
  name: 'wasm-activations',
  directory: root,
  bundle: "export * from 'wasm-activations';",
  first: `import { relu } from 'wasm-activations';
    const result = relu([-1, 2]);`,
};

/** @param {'wasm' | 'cpu'} backend @returns {Import} */
const tfjs = (backend) => ({
  name: `@tensorflow/tfjs-backend-${backend}`,
  directory: peers,
  bundle: `export { relu, leakyRelu, tensor1d, setBackend } from '@tensorflow/tfjs-core';
    import '@tensorflow/tfjs-backend-${backend}';`,
  first: `import * as tf from '@tensorflow/tfjs-core';
    import '@tensorflow/tfjs-backend-${backend}';
    await tf.setBackend('${backend}');
    const result = tf.relu(tf.tensor1d([-1, 2])).dataSync();`,
});

/** @param {'node' | 'web'} flavour @param {string} model in hexadecimal @returns {Import} */
const onnxruntime = (flavour, model) => ({
  name: `onnxruntime-${flavour}`,
  directory: peers,
  first: `import { InferenceSession, Tensor } from 'onnxruntime-${flavour}';
    const session = await InferenceSession.create(Buffer.from('${model}', 'hex'));
    const { y } = await session.run({ x: new Tensor('float32', Float32Array.of(-1, 2), [2]) });
    const result = y.data;`,
});

/** Needs the peers installed. @returns {Promise<Import[]>} */
export async function peerImports() {
  const { onnxModel } = await import('../peers/onnx.mjs');
  // Encoded here, so that encoding it is no part of the time.
  const model = Buffer.from(onnxModel({ type: 'Relu' })).toString('hex');
  const modules = `${peers}node_modules/`;
  return [
    { ...tfjs('wasm'), binary: `${modules}@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm` },
    tfjs('cpu'),
    {
      ...onnxruntime('web', model),
      bundle: "export { InferenceSession, Tensor } from 'onnxruntime-web/wasm';",
      binary: `${modules}onnxruntime-web/dist/ort-wasm-simd-threaded.wasm`,
    },
    {
      ...onnxruntime('node', model),
      binary: `${modules}onnxruntime-node/bin/napi-v6/${process.platform}/${process.arch}`,
    },
    {
      name: '@stdlib ramp',
      directory: peers,
      bundle: "export { default } from '@stdlib/math-strided-special-sramp';",
      first: `import sramp from '@stdlib/math-strided-special-sramp';
        const result = sramp(2, Float32Array.of(-1, 2), 1, new Float32Array(2), 1);`,
    },
  ];
}
