import { rows } from '../../build/modules/tfjs/rows.js';
import { digits, markdownTable, ratio } from './table.mjs';

const SIZE = 65_536;

/** Whose runs by default. @param {typeof rows[number]} row @param {'wasm' | 'cpu'} backend */
function byDefault({ slower }, backend) {
  const kept = slower?.[backend] ?? [];
  if (kept.length === 2) return 'kept';
  return kept.length === 0 ? 'ours' : `${kept[0] === 'forward' ? 'gradient' : 'forward'} ours, ${kept[0]} kept`;
}

/**
 * What `accelerate(tf)` does by default, and how many times as fast ours is.
 * @param {readonly import('../timing/runCase.mjs').Result[]} cases of bench:peers
 */
export function operationsTable(cases) {
  const header = ['', "on `'wasm'`", "on `'cpu'`", 'speed on wasm', 'speed on cpu'];
  return markdownTable(
    header,
    rows.map((row) => {
      const timings = cases.find(({ name }) => name === row.op)?.points.find(({ size }) => size === SIZE)?.timings;
      const times = (/** @type {string} */ backend) =>
        timings === undefined
          ? '–'
          : `${digits(ratio(timings[`tfjs-${backend}-accelerated own`], timings[`tfjs-${backend} own`]))}x`;
      return [`\`tf.${row.op}\``, byDefault(row, 'wasm'), byDefault(row, 'cpu'), times('wasm'), times('cpu')];
    }),
  );
}
