import { markdownTable } from './table.mjs';

/** The name in the JSON, and at the head of the column. */
const COLUMNS = {
  'wasm-activations': 'here',
  'tfjs-wasm': 'tfjs-backend-wasm',
  'tfjs-cpu': 'tfjs-backend-cpu',
  'onnxruntime-node': 'onnxruntime-node',
  'onnxruntime-web': 'onnxruntime-web',
  plain: 'plain JavaScript',
};

/** 0.5 as that; large ones by their magnitude. @param {number} ulp */
export function written(ulp) {
  if (ulp >= 1e5) return ulp.toExponential(0).replace('+', '');
  if (ulp >= 100) return String(Math.round(ulp));
  return ulp >= 10 ? ulp.toFixed(1) : ulp.toFixed(2);
}

/** @param {{ name: string, errors: Record<string, import('../accuracy/measure.mjs').Errors> }[]} functions */
export function accuracyTable(functions) {
  return markdownTable(
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
  );
}
