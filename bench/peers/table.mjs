import { digits, integer, markdownTable, throughput } from '../report/table.mjs';

/**
 * Who, and its name in the JSON with data already in its memory, and with ordinary arrays in and out.
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

/**
 * Billion elements a second, two columns for each size.
 * @param {readonly import('../timing/runCase.mjs').Point[]} points
 */
export function peersTable(points) {
  const header = points.flatMap(({ size }) => [
    `${integer(size)}, in its memory`,
    `${integer(size)}, arrays in and out`,
  ]);
  const present = ROWS.filter(([, own, ordinary]) =>
    [own, ordinary].some((key) => key !== undefined && key in points[0].timings),
  );
  const rows = present.map(([label, ...keys]) => [
    label,
    ...points.flatMap(({ size, timings }) =>
      keys.map((key) => (key === undefined ? '–' : digits(throughput(size, timings[key])))),
    ),
  ]);
  return markdownTable(['', ...header], rows);
}

/** The columns of the table of all functions: at work in their own memory, then arrays in and out. */
const COLUMNS = /** @type {const} */ ([
  ['here, resident', 'outOfPlace'],
  ['tfjs-wasm', 'tfjs-wasm own'],
  ['tfjs-cpu', 'tfjs-cpu own'],
  ['onnxruntime-node', 'onnxruntime-node own'],
  ['the same on one thread', 'onnxruntime-node one thread'],
  ['here, ordinary arrays', 'ordinary'],
  ['tfjs-wasm', 'tfjs-wasm ordinary'],
  ['onnxruntime-node', 'onnxruntime-node ordinary'],
  ['onnxruntime-web', 'onnxruntime-web ordinary'],
]);

/**
 * Billion elements a second of each function, at one size.
 * @param {readonly import('../timing/runCase.mjs').Result[]} cases @param {number} size
 */
export function functionsTable(cases, size) {
  const rows = cases.flatMap(({ name, points }) => {
    const timings = points.find((point) => point.size === size)?.timings;
    if (timings === undefined) return [];
    return [[name, ...COLUMNS.map(([, key]) => (key in timings ? digits(throughput(size, timings[key])) : '–'))]];
  });
  return markdownTable(['', ...COLUMNS.map(([label]) => label)], rows);
}
