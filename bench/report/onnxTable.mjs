import { written } from './accuracyTable.mjs';
import { integer, markdownTable } from './table.mjs';

/** @typedef {{ name: string, operator: string } & ReturnType<typeof import('../accuracy/differences.mjs').differences>} Comparison */

/** A float32 in as few digits as tell it from its neighbours. @param {string} text */
const short = (text) => (text === '' ? '–' : String(Number(text) === 0 ? text : Number(Number(text).toPrecision(9))));

/** @param {readonly Comparison[]} functions */
export function onnxTable(functions) {
  return markdownTable(
    ['', 'operator', 'values that differ', 'by at most, ULP', 'there x', 'here', 'ONNX Runtime', 'NaN', '±0', '±Inf'],
    functions.map(({ name, operator, counts, largest }) => [
      name,
      operator,
      integer(counts.values),
      counts.values === 0 ? '–' : written(largest.ulp),
      ...[largest.x, largest.ours, largest.theirs].map(short),
      ...[counts.nan, counts.zeroSigns, counts.infinities].map(integer),
    ]),
  );
}
