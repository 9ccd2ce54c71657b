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
