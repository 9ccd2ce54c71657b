/** The targets: how many times as fast as something else this package has to be, and aims to be. */
import { MAIN_SIZE } from './functions.mjs';

/**
 * @typedef {{ name: string, size: number, way: string, against: string }} Pair one ratio: of `way` to `against`
 * @typedef {'functions' | 'peers' | 'parallel'} Source where the figures come from: measured by bench:targets, or committed results
 *
 * @typedef {object} Target
 * @property {string} title
 * @property {string} against
 * @property {number} target the ratio that is required
 * @property {number} [aim] the ratio that is wanted
 * @property {Source} source
 * @property {readonly Pair[]} pairs all have to reach the target
 */

const FORWARD = ['relu', 'leakyRelu'];
const GRADIENTS = ['relu.gradDy', 'leakyRelu.gradDy'];
const ALL = [...FORWARD, 'relu.grad', 'leakyRelu.grad', ...GRADIENTS];
const CLAMPS = ['relu6', 'hardtanh', 'thresholdedRelu'];
const HARD = ['hardSwish', 'hardSigmoid', 'softsign'];
const SHRINKS = ['hardShrink', 'softShrink', 'squaredRelu'];

const MILLION = 2 ** 20;
const LARGE = 2 ** 24;
const MIDDLE = [4096, 16_384, 65_536, 262_144, MILLION];
const TYPESCRIPT_SIZES = [1024, 65_536, MILLION, LARGE];
const PEER_SIZES = [16, 64, 256, 1024, 4096, 65_536, MILLION, LARGE];
/** The sizes of parallel.mjs. */
const THREAD_SIZES = [64, 1024, 4096, 8192, ...[14, 15, 16, 17, 18, 20, 22, 24].map((n) => 2 ** n)];

/** @param {string[]} names @param {readonly number[]} sizes @param {string} way @param {string} against */
const pairs = (names, sizes, way, against) =>
  names.flatMap((name) => sizes.map((size) => ({ name, size, way, against })));

/**
 * @param {string} title @param {number} target @param {number | undefined} aim
 * @param {string[]} names @param {readonly number[]} sizes @param {keyof typeof import('../reports/functions.mjs').WAYS} way
 * @returns {Target}
 */
const overHandLoop = (title, target, aim, names, sizes, way) => ({
  ...{ title, against: 'hand loop', target },
  ...(aim === undefined ? {} : { aim }),
  ...{ source: 'functions', pairs: pairs(names, sizes, way, 'hand') },
});

/** @param {string} title @param {number} target @param {number} aim @param {string[]} names @param {string} reference @returns {Target} */
const overReference = (title, target, aim, names, reference) => ({
  ...{ title, against: `${reference}, the same way`, target, aim },
  ...{ source: 'functions', pairs: pairs(names, [MAIN_SIZE], 'outOfPlace', 'reference') },
});

/**
 * Smooth functions out of place, against the loop with Math.exp and its like. The aim is what a prototype reached.
 * @type {readonly { names: string[], target: number, aim?: number }[]}
 */
const SMOOTH = [
  { names: ['sigmoid'], target: 5.5, aim: 6.9 },
  { names: ['tanh'], target: 7.5, aim: 9.4 },
  { names: ['elu', 'selu', 'celu'], target: 4.2, aim: 5.2 },
  { names: ['silu'], target: 5.2, aim: 6.5 },
  { names: ['mish'], target: 4.5, aim: 5.6 },
  { names: ['softplus', 'logSigmoid'], target: 5, aim: 8 },
  { names: ['geluTanh'], target: 5 },
];
/** Copying in and out may take a quarter. */
const ORDINARY_SHARE = 0.75;

/** @type {readonly (readonly [names: string[], target: number, aim: number | undefined])[]} */
const OVER_TFJS = [
  [['sigmoid'], 0.6, 1],
  [['tanh'], 6, 7],
  [['elu'], 0.38, 0.42],
  [['selu'], 4, undefined],
  [['softplus', 'logSigmoid'], 3.7, 4.2],
  [['softmax'], 0.3, 0.6],
];
/** @type {readonly (readonly [names: string[], target: number, aim: number | undefined])[]} */
const OVER_ONNXRUNTIME = [
  [['sigmoid'], 0.4, 0.44],
  [['tanh'], 0.28, 0.31],
  [['elu', 'selu', 'celu'], 0.9, 1],
  [['mish'], 5, 5.8],
  [['softplus', 'logSigmoid'], 2.5, 2.8],
  [['gelu'], 0.12, 0.25],
];

/**
 * @param {string} against @param {string} peer its name in the JSON
 * @param {readonly (readonly [names: string[], target: number, aim: number | undefined])[]} table
 * @returns {Target[]}
 */
const overPeer = (against, peer, table) =>
  table.map(([names, target, aim]) => ({
    ...{ title: `${names.join(', ')}, from alloc, out of place, 65,536`, against, target },
    ...(aim === undefined ? {} : { aim }),
    ...{ source: 'peers', pairs: pairs(names, [MAIN_SIZE], 'outOfPlace', peer) },
  }));

/** @param {string} title @param {number} target @param {number | undefined} aim @param {string[]} names @param {number} from @returns {Target} */
const twoThreads = (title, target, aim, names, from) => ({
  ...{ title, against: 'one thread', target },
  ...(aim === undefined ? {} : { aim }),
  source: 'parallel',
  pairs: pairs(
    names,
    THREAD_SIZES.filter((size) => size >= from),
    'two',
    'one',
  ),
});

/** Its pairs are cases of onePass.mjs. @param {string} title @param {string} against @param {number} target @param {number | undefined} aim @param {readonly [name: string, size: number]} at @param {string} way @param {string} than @returns {Target} */
const onePass = (title, against, target, aim, [name, size], way, than) => ({
  ...{ title, against, target },
  ...(aim === undefined ? {} : { aim }),
  ...{ source: 'functions', pairs: [{ name: `onePass.${name}`, size, way, against: than }] },
});

/** Of ordinary arrays, against that of arrays from alloc. */
const ORDINARY_ONE_PASS = 0.5;

/** f(x + bias) * times in one call, and softmax over an axis that is not the last one. @type {readonly Target[]} */
export const onePassTargets = [
  .../** @type {const} */ ([
    ['relu', 8, 12],
    ['silu', 1.6, undefined],
  ]).flatMap(([op, target, aim]) => [
    .../** @type {const} */ ([
      ['', 'bias and times of full length'],
      ['.channelsLast', 'bias of 64 channels, last'],
      ['.channelsFirst', 'bias of 64 channels, first'],
    ]).flatMap(([suffix, what]) => [
      onePass(
        `${op}, ${what}`,
        'two loops around the kernel',
        target,
        aim,
        [op + suffix, MAIN_SIZE],
        'onePass',
        'loops',
      ),
      onePass(
        `${op}, ${what}, ordinary arrays`,
        'two loops around the kernel',
        ORDINARY_ONE_PASS * target,
        undefined,
        [op + suffix, MAIN_SIZE],
        'ordinary',
        'ordinaryLoops',
      ),
      onePass(
        `${op}, ${what}, js backend`,
        'three loops',
        1,
        undefined,
        [op + suffix, MAIN_SIZE],
        'typescript',
        'threeLoops',
      ),
    ]),
    onePass(`${op}, bias and times`, 'three calls', 1.2, undefined, [op, 2 ** 23], 'onePass', 'threeCalls'),
    onePass(
      `${op}, bias and times, two threads`,
      'one thread',
      1.6,
      undefined,
      [`${op}.threads`, MILLION],
      'two',
      'one',
    ),
  ]),
  ...[16, 64].map((inner) =>
    onePass(
      `softmax, inner ${inner}`,
      'contiguous',
      0.8,
      undefined,
      [`softmax.inner${inner}`, MAIN_SIZE],
      'inner',
      'contiguous',
    ),
  ),
];

/** @type {readonly Target[]} */
export const targets = [
  overHandLoop('relu, leakyRelu, from alloc, in place, 65,536', 60, 90, FORWARD, [MAIN_SIZE], 'inPlace'),
  overHandLoop('the same, 16,777,216', 30, 40, FORWARD, [LARGE], 'inPlace'),
  {
    title: 'relu, from alloc, out of place, 16,777,216',
    against: '`memory.copy`',
    target: 0.9,
    aim: 1,
    source: 'functions',
    pairs: pairs(['relu'], [LARGE], 'outOfPlace', 'copy'),
  },
  overHandLoop('relu, leakyRelu, ordinary arrays, 4,096 to 1,048,576', 25, 40, FORWARD, MIDDLE, 'ordinary'),
  overHandLoop('the same, 16,777,216', 10, 20, FORWARD, [LARGE], 'ordinary'),
  overHandLoop('gradients with dy, from alloc, in place, 65,536', 30, 50, GRADIENTS, [MAIN_SIZE], 'inPlace'),
  overHandLoop('the same, out of place', 30, 50, GRADIENTS, [MAIN_SIZE], 'outOfPlace'),
  overHandLoop('the same, ordinary arrays', 12, 25, GRADIENTS, [MAIN_SIZE], 'ordinary'),
  overHandLoop('js backend, relu, leakyRelu and gradients, 1,024 and up', 4, 6, ALL, TYPESCRIPT_SIZES, 'typescript'),
  overHandLoop('relu, leakyRelu, ordinary arrays, 16', 0.5, 1, FORWARD, [16], 'ordinary'),
  overHandLoop('the same, 64', 1, 2, FORWARD, [64], 'ordinary'),
  overHandLoop('the same, 256', 8, 12, FORWARD, [256], 'ordinary'),

  overReference(`${CLAMPS.join(', ')}, from alloc, out of place, 65,536`, 0.75, 1, CLAMPS, 'relu'),
  {
    title: `${HARD.join(', ')}, from alloc, out of place, 65,536`,
    against: 'branch-free loop',
    target: 5,
    source: 'functions',
    pairs: HARD.map((name) => ({
      ...{ name, size: MAIN_SIZE, way: 'outOfPlace' },
      // softsign has no branch to begin with.
      against: name === 'softsign' ? 'hand' : 'branchFree',
    })),
  },
  // 0.8 billion elements a second where relu reaches 16.
  overReference('the same', 0.8 / 16, 0.1, HARD, 'relu'),
  overHandLoop(
    'js backend, the other piecewise ones and softsign, 65,536',
    2,
    undefined,
    [...CLAMPS, ...SHRINKS, ...HARD],
    [MAIN_SIZE],
    'typescript',
  ),

  ...SMOOTH.map(({ names, target, aim }) =>
    overHandLoop(
      `${names.join(', ')}, from alloc, out of place, 65,536`,
      target,
      aim,
      names,
      [MAIN_SIZE],
      'outOfPlace',
    ),
  ),
  ...SMOOTH.map(({ names, target, aim }) =>
    overHandLoop(
      `${names.join(', ')}, ordinary arrays, 65,536`,
      ORDINARY_SHARE * target,
      aim && ORDINARY_SHARE * aim,
      names,
      [MAIN_SIZE],
      'ordinary',
    ),
  ),
  overReference('gelu, from alloc, out of place, 65,536', 0.3, 0.5, ['gelu'], 'sigmoid'),
  overHandLoop(
    'js backend, sigmoid, tanh, silu, mish, 65,536',
    2.5,
    3.2,
    ['sigmoid', 'tanh', 'silu', 'mish'],
    [MAIN_SIZE],
    'typescript',
  ),
  overHandLoop(
    'js backend, the other smooth ones, 65,536',
    1.5,
    undefined,
    ['elu', 'selu', 'celu', 'softplus', 'logSigmoid', 'gelu', 'geluTanh'],
    [MAIN_SIZE],
    'typescript',
  ),

  overHandLoop(
    'softmax, rows of 1,024, from alloc, out of place, 65,536',
    4,
    undefined,
    ['softmax'],
    [MAIN_SIZE],
    'outOfPlace',
  ),

  overReference(
    'prelu, 64 elements to a channel, from alloc, out of place, 65,536',
    0.8,
    1,
    ['prelu.channelsFirst'],
    'leakyRelu',
  ),
  overReference('prelu, 64 channels last, from alloc, out of place, 65,536', 0.5, 0.8, ['prelu'], 'leakyRelu'),

  twoThreads('two threads, relu, sigmoid, gelu, all sizes', 0.85, undefined, ['relu', 'sigmoid', 'gelu'], 0),
  twoThreads('two threads, relu, 262,144 and up', 0.85, 1.7, ['relu'], 262_144),
  twoThreads('two threads, sigmoid, gelu, 16,384 and up', 1.75, undefined, ['sigmoid', 'gelu'], 16_384),

  {
    title: 'relu, leakyRelu, ordinary arrays, 16 to 16,777,216',
    against: 'onnxruntime-node, preallocated output',
    target: 1,
    aim: 4,
    source: 'peers',
    pairs: pairs(FORWARD, PEER_SIZES, 'ordinary', 'onnxruntime-node own'),
  },
  {
    title: 'relu, from alloc, in place, 16 to 16,777,216',
    against: 'tfjs-wasm, own tensor',
    target: 1,
    aim: 1.3,
    source: 'peers',
    pairs: pairs(['relu'], PEER_SIZES, 'inPlace', 'tfjs-wasm own'),
  },
  {
    title: 'leakyRelu, from alloc, in place, 1,024 to 16,777,216',
    against: 'tfjs-wasm, own tensor',
    target: 15,
    aim: 50,
    source: 'peers',
    pairs: pairs(['leakyRelu'], PEER_SIZES.slice(3), 'inPlace', 'tfjs-wasm own'),
  },
  ...overPeer('tfjs-wasm, own tensor', 'tfjs-wasm own', OVER_TFJS),
  ...overPeer('onnxruntime-node on one thread, preallocated output', 'onnxruntime-node one thread', OVER_ONNXRUNTIME),
  ...overPeer('onnxruntime-node on its default threads, the same', 'onnxruntime-node own', OVER_ONNXRUNTIME),
  {
    title: 'tf.relu after accelerate(tf), wasm, 1,048,576',
    against: 'tf.relu before',
    target: 0.95,
    source: 'peers',
    pairs: pairs(['relu'], [MILLION], 'tfjs-wasm-accelerated own', 'tfjs-wasm own'),
  },
  {
    title: 'tf.leakyRelu after accelerate(tf), wasm, 1,048,576',
    against: 'tf.leakyRelu before',
    target: 25,
    source: 'peers',
    pairs: pairs(['leakyRelu'], [MILLION], 'tfjs-wasm-accelerated own', 'tfjs-wasm own'),
  },
  ...onePassTargets,
];

/** The sizes at which each case has to be measured. */
export function sizesToMeasure() {
  /** @type {Record<string, number[]>} */
  const sizes = {};
  for (const { name, size } of targets.flatMap((row) => (row.source === 'functions' ? row.pairs : []))) {
    sizes[name] = [...new Set([...(sizes[name] ?? []), size])].sort((a, b) => a - b);
  }
  return sizes;
}
