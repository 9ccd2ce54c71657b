/** The tables of `npm run bench:peers`, for the terminal, docs/performance.md and docs/tensorflow.md. */
import { alignedTable } from '../../tools/table.mjs';
import { MAIN_SIZE } from '../cases/functions.mjs';
import { operations } from '../cases/operations.mjs';
import { digits, integer, ratio, throughput, times } from './figures.mjs';

/**
 * The label of a peer, and its names in the JSON: with data already in its memory, and with ordinary arrays in and out.
 * @type {readonly (readonly [string, string | undefined, string | undefined])[]}
 */
const ROWS = [
  ['wasm-activations, in place', 'inPlace', undefined],
  ['wasm-activations', 'outOfPlace', 'ordinary'],
  ['@tensorflow/tfjs-backend-wasm', 'tfjs-wasm own', 'tfjs-wasm ordinary'],
  ['the same after `accelerate(tf)`', 'tfjs-wasm-accelerated own', 'tfjs-wasm-accelerated ordinary'],
  ['@tensorflow/tfjs-backend-cpu', 'tfjs-cpu own', 'tfjs-cpu ordinary'],
  ['the same after `accelerate(tf)`', 'tfjs-cpu-accelerated own', 'tfjs-cpu-accelerated ordinary'],
  ['onnxruntime-node (native)', 'onnxruntime-node own', 'onnxruntime-node ordinary'],
  ['the same on one thread', 'onnxruntime-node one thread', undefined],
  ['onnxruntime-web', undefined, 'onnxruntime-web ordinary'],
  ['@stdlib ramp', undefined, 'stdlib ordinary'],
  ['hand loop', undefined, 'hand'],
];

/** Billion elements a second of one function at one size. @param {import('../timing/runCase.mjs').Point} point */
export function peersTable({ size, timings }) {
  const present = ROWS.filter(([, own, ordinary]) =>
    [own, ordinary].some((key) => key !== undefined && key in timings),
  );
  const rows = present.map(([label, ...keys]) => [
    label,
    ...keys.map((key) => (key === undefined ? '–' : digits(throughput(size, timings[key])))),
  ]);
  return alignedTable(['', `${integer(size)}, in its memory`, `${integer(size)}, arrays in and out`], rows, 'right');
}

/** The columns of the table of all functions: data in the peer's own memory, then arrays in and out. */
const COLUMNS = /** @type {const} */ ([
  ['here, from `alloc`', 'outOfPlace'],
  ['tfjs-wasm', 'tfjs-wasm own'],
  ['tfjs-cpu', 'tfjs-cpu own'],
  ['onnxruntime-node', 'onnxruntime-node own'],
  ['the same on one thread', 'onnxruntime-node one thread'],
  ['here, ordinary arrays', 'ordinary'],
  ['tfjs-wasm', 'tfjs-wasm ordinary'],
  ['onnxruntime-node', 'onnxruntime-node ordinary'],
  ['onnxruntime-web', 'onnxruntime-web ordinary'],
]);

/** The timings of a function at the main size. @param {readonly import('../timing/runCase.mjs').Result[]} cases @param {string} name */
const mainTimings = (cases, name) =>
  cases.find((one) => one.name === name)?.points.find(({ size }) => size === MAIN_SIZE)?.timings;

/** Billion elements a second of each function. @param {readonly import('../timing/runCase.mjs').Result[]} cases */
export function allPeersTable(cases) {
  const rows = cases.flatMap(({ name }) => {
    const timings = mainTimings(cases, name);
    if (timings === undefined) return [];
    return [[name, ...COLUMNS.map(([, key]) => (key in timings ? digits(throughput(MAIN_SIZE, timings[key])) : '–'))]];
  });
  return alignedTable(['', ...COLUMNS.map(([label]) => label)], rows, 'right');
}

/** Whose kernels run by default. @param {typeof operations[number]} operation @param {'wasm' | 'cpu'} backend */
function byDefault({ slower }, backend) {
  const kept = slower?.[backend] ?? [];
  if (kept.length === 2) return 'kept';
  return kept.length === 0 ? 'ours' : `${kept[0] === 'forward' ? 'gradient' : 'forward'} ours, ${kept[0]} kept`;
}

/**
 * The kernels that `accelerate(tf)` replaces by default, and how many times as fast as TensorFlow.js's own ours are.
 * @param {readonly import('../timing/runCase.mjs').Result[]} cases
 */
export function operationsTable(cases) {
  return alignedTable(
    ['', "on `'wasm'`", "on `'cpu'`", 'speed on wasm', 'speed on cpu'],
    operations.map((operation) => {
      const timings = mainTimings(cases, operation.op);
      const speed = (/** @type {string} */ backend) =>
        timings === undefined
          ? '–'
          : times(ratio(timings[`tfjs-${backend}-accelerated own`], timings[`tfjs-${backend} own`]));
      return [
        `\`tf.${operation.op}\``,
        ...[byDefault(operation, 'wasm'), byDefault(operation, 'cpu')],
        ...[speed('wasm'), speed('cpu')],
      ];
    }),
    'right',
  );
}
