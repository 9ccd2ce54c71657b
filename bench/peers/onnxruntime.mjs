/** ONNX Runtime: native (onnxruntime-node, on its default threads and on one) and wasm (onnxruntime-web). */
import { createRequire } from 'node:module';
import { onnxModel } from './onnx.mjs';
import { shapeOf } from './ops.mjs';

const load = createRequire(import.meta.url);

/**
 * @param {import('./ops.mjs').Op} op
 * @param {import('./ops.mjs').Parameters} parameters
 * @param {import('./ops.mjs').Arrays} arrays
 * @returns {Promise<import('./peers.mjs').Peer[]>}
 */
export async function onnxruntimePeers({ onnx }, parameters, arrays) {
  if (onnx === undefined) return [];
  const model = onnxModel(onnx(parameters, arrays), shapeOf(1, parameters, arrays).length);
  const native = load('onnxruntime-node');
  const web = load('onnxruntime-web');
  const nativeSession = await native.InferenceSession.create(model, { executionProviders: ['cpu'] });
  const oneThreadSession = await native.InferenceSession.create(model, {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
  });
  const webSession = await web.InferenceSession.create(model, { executionProviders: ['wasm'] });
  /** @param {any} ort @param {Float32Array} x */
  const tensor = (ort, x) => new ort.Tensor('float32', x, shapeOf(x.length, parameters, arrays));
  return [
    preallocated('onnxruntime-node own', (x) => tensor(native, x), nativeSession),
    allocating('onnxruntime-node ordinary', (x) => tensor(native, x), nativeSession),
    preallocated('onnxruntime-node one thread', (x) => tensor(native, x), oneThreadSession),
    // Its memory is not to be had from outside on the CPU: arrays are copied in and out.
    allocating('onnxruntime-web ordinary', (x) => tensor(web, x), webSession),
  ];
}

/** Tensors over the arrays, made once, for input and output. @param {string} name @param {(x: Float32Array) => any} tensor @param {any} session */
function preallocated(name, tensor, session) {
  return /** @type {import('./peers.mjs').Peer} */ ({
    name,
    at(xs, outs) {
      const feeds = xs.map((x) => ({ x: tensor(x) }));
      const fetches = outs.map((y) => ({ y: tensor(y) }));
      return {
        async batch(passes) {
          for (let pass = 0; pass < passes; pass++) {
            for (let k = 0; k < feeds.length; k++) await session.run(feeds[k], fetches[k]);
          }
        },
      };
    },
  });
}

/** @param {string} name @param {(x: Float32Array) => any} tensor @param {any} session */
function allocating(name, tensor, session) {
  return /** @type {import('./peers.mjs').Peer} */ ({
    name,
    at(xs, outs) {
      return {
        async batch(passes) {
          for (let pass = 0; pass < passes; pass++) {
            for (let k = 0; k < xs.length; k++) {
              const x = xs[k];
              const results = await session.run({ x: tensor(x) });
              outs[k] = results.y.data;
            }
          }
        },
      };
    },
  });
}
