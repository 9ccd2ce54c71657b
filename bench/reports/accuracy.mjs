/** The tables of `npm run bench:accuracy` and `npm run bench:onnx`, for the terminal and for docs/accuracy.md. */
import { alignedTable } from '../../tools/table.mjs';
import { integer } from './figures.mjs';

/** The heads of the columns, by the libraries' names in the JSON. */
const COLUMNS = {
  'wasm-activations': 'here',
  'tfjs-wasm': 'tfjs-backend-wasm',
  'tfjs-cpu': 'tfjs-backend-cpu',
  'onnxruntime-node': 'onnxruntime-node',
  'onnxruntime-web': 'onnxruntime-web',
  plain: 'plain JavaScript',
};

/** An error in two decimals, or its magnitude where it is large. @param {number} ulp */
function written(ulp) {
  if (ulp >= 1e5) return ulp.toExponential(0).replace('+', '');
  if (ulp >= 100) return String(Math.round(ulp));
  return ulp >= 10 ? ulp.toFixed(1) : ulp.toFixed(2);
}

/** @param {readonly { name: string, errors: Record<string, import('../accuracy/errors.mjs').Errors> }[]} functions */
export function accuracyTable(functions) {
  return alignedTable(
    ['', ...Object.values(COLUMNS)],
    functions.map(({ name, errors }) => [
      name,
      ...Object.keys(COLUMNS).map((library) => {
        const found = errors[library];
        if (found === undefined) return '–';
        const largest = found.given.includes('Infinity') ? 'Inf' : written(found.ulp);
        return `${largest}${found.nan > 0 ? ', NaN' : ''}`;
      }),
    ]),
    'right',
  );
}

/** @typedef {{ name: string, operator: string } & ReturnType<typeof import('../accuracy/errors.mjs').differences>} Comparison */

/** A float32 in as few digits as tell it from its neighbours. @param {string} text */
const short = (text) => (text === '' ? '–' : String(Number(text) === 0 ? text : Number(Number(text).toPrecision(9))));

/** @param {readonly Comparison[]} functions */
export function onnxTable(functions) {
  return alignedTable(
    ['', 'operator', 'values that differ', 'by at most, ULP', 'there x', 'here', 'ONNX Runtime', 'NaN', '±0', '±Inf'],
    functions.map(({ name, operator, counts, largest }) => [
      name,
      operator,
      integer(counts.values),
      counts.values === 0 ? '–' : written(largest.ulp),
      ...[largest.x, largest.ours, largest.theirs].map(short),
      ...[counts.nan, counts.zeroSigns, counts.infinities].map(integer),
    ]),
    'right',
  );
}
