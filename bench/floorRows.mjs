/** The floors: how many times as fast as something else this package has to be, and wants to be. */

/**
 * @typedef {{ name: string, size: number, way: string, against: string }} Pair one ratio: of `way` to `against`
 *
 * @typedef {object} Floor
 * @property {string} title
 * @property {string} against
 * @property {number} floor
 * @property {number} [aim]
 * @property {'kernels' | 'peers'} bench where its figures come from
 * @property {readonly Pair[]} pairs all have to reach the floor
 */

const FORWARD = ['relu', 'leakyRelu'];
const GRADIENTS = ['relu.gradDy', 'leakyRelu.gradDy'];
const ALL = [...FORWARD, 'relu.grad', 'leakyRelu.grad', ...GRADIENTS];

const MILLION = 2 ** 20;
const LARGE = 2 ** 24;
const MIDDLE = [4096, 16_384, 65_536, 262_144, MILLION];
const TYPESCRIPT_SIZES = [1024, 65_536, MILLION, LARGE];
const PEER_SIZES = [16, 64, 256, 1024, 4096, 65_536, MILLION, LARGE];

/** @param {string[]} names @param {number[]} sizes @param {string} way @param {string} against */
const pairs = (names, sizes, way, against) =>
  names.flatMap((name) => sizes.map((size) => ({ name, size, way, against })));

/**
 * @param {string} title @param {number} floor @param {number} aim
 * @param {string[]} names @param {number[]} sizes @param {keyof typeof import('./report/names.mjs').WAYS} way
 * @returns {Floor}
 */
const overHandLoop = (title, floor, aim, names, sizes, way) => ({
  title,
  against: 'hand loop',
  floor,
  aim,
  bench: 'kernels',
  pairs: pairs(names, sizes, way, 'hand'),
});

/** @type {readonly Floor[]} */
export const floors = [
  overHandLoop('relu, leakyRelu, resident, in place, 65,536', 60, 90, FORWARD, [65_536], 'inPlace'),
  overHandLoop('the same, 16,777,216', 30, 40, FORWARD, [LARGE], 'inPlace'),
  {
    title: 'relu, resident, out of place, 16,777,216',
    against: '`memory.copy`',
    floor: 0.9,
    aim: 1,
    bench: 'kernels',
    pairs: pairs(['relu'], [LARGE], 'outOfPlace', 'copy'),
  },
  overHandLoop('relu, leakyRelu, ordinary arrays, 4,096 to 1,048,576', 25, 40, FORWARD, MIDDLE, 'ordinary'),
  overHandLoop('the same, 16,777,216', 10, 20, FORWARD, [LARGE], 'ordinary'),
  overHandLoop('gradients with dy, resident, in place, 65,536', 30, 50, GRADIENTS, [65_536], 'inPlace'),
  overHandLoop('the same, out of place', 30, 50, GRADIENTS, [65_536], 'outOfPlace'),
  overHandLoop('the same, ordinary arrays', 12, 25, GRADIENTS, [65_536], 'ordinary'),
  overHandLoop('TypeScript backend, 1,024 and up', 4, 6, ALL, TYPESCRIPT_SIZES, 'typescript'),
  overHandLoop('relu, leakyRelu, ordinary arrays, 16', 0.5, 1, FORWARD, [16], 'ordinary'),
  overHandLoop('the same, 64', 1, 2, FORWARD, [64], 'ordinary'),
  overHandLoop('the same, 256', 8, 12, FORWARD, [256], 'ordinary'),
  {
    title: 'relu, leakyRelu, ordinary arrays, 16 to 16,777,216',
    against: 'onnxruntime-node, preallocated output',
    floor: 1,
    aim: 4,
    bench: 'peers',
    pairs: pairs(FORWARD, PEER_SIZES, 'ordinary', 'onnxruntime-node own'),
  },
  {
    title: 'relu, resident, in place, 16 to 16,777,216',
    against: 'tfjs-wasm, own tensor',
    floor: 1,
    aim: 1.3,
    bench: 'peers',
    pairs: pairs(['relu'], PEER_SIZES, 'inPlace', 'tfjs-wasm own'),
  },
  {
    title: 'leakyRelu, resident, in place, 1,024 to 16,777,216',
    against: 'tfjs-wasm, own tensor',
    floor: 15,
    aim: 50,
    bench: 'peers',
    pairs: pairs(['leakyRelu'], PEER_SIZES.slice(3), 'inPlace', 'tfjs-wasm own'),
  },
  {
    title: 'tf.relu after accelerate(tf), wasm, 1,048,576',
    against: 'tf.relu before',
    floor: 0.95,
    bench: 'peers',
    pairs: pairs(['relu'], [MILLION], 'tfjs-wasm-accelerated own', 'tfjs-wasm own'),
  },
  {
    title: 'tf.leakyRelu after accelerate(tf), wasm, 1,048,576',
    against: 'tf.leakyRelu before',
    floor: 25,
    bench: 'peers',
    pairs: pairs(['leakyRelu'], [MILLION], 'tfjs-wasm-accelerated own', 'tfjs-wasm own'),
  },
];

/** The sizes at which each case has to be measured. @param {'kernels' | 'peers'} bench */
export function sizesFor(bench) {
  /** @type {Record<string, number[]>} */
  const sizes = {};
  for (const { name, size } of floors.flatMap((row) => (row.bench === bench ? row.pairs : []))) {
    sizes[name] = [...new Set([...(sizes[name] ?? []), size])].sort((a, b) => a - b);
  }
  return sizes;
}
