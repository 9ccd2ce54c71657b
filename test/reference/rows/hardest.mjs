// Writes test/golden/hardestRows.json: for each function that computes in float64 the rows whose results are hardest to round as
// its doc comment promises, with the correct results, from MPFR. Takes half a minute; needs gcc and libmpfr-dev.
//
//   npm run build && node test/reference/rows/hardest.mjs
import { writeFileSync } from 'node:fs';
import { bytesOf, reference, rowModules } from './program.mjs';

const CANDIDATES = 300_000;
const KEPT = 25;

/** Of a row and of a channel: the functions that are not one float32 multiplication, in the reference's order. */
const FUNCTIONS = [['softmax', 'logSoftmax', 'softmax.grad', 'logSoftmax.grad'], ['prelu.gradAlpha']];

/** @typedef {{ x: Float32Array, dy: Float32Array, y: Float32Array, margin: number }} Rounded */

const { shortRows } = await rowModules();
const run = reference();
const rows = [...shortRows(CANDIDATES)];

/** The correct results of one kind of functions on all rows. @param {number} kind */
function roundedOf(kind) {
  const alpha = kind === 1 ? [Float32Array.of(1)] : [];
  const output = run('round', bytesOf(rows.flatMap(({ x, dy }) => [Uint32Array.of(kind, x.length), x, dy, ...alpha])));
  const found = FUNCTIONS[kind].map((name) => ({ name, rounded: /** @type {Rounded[]} */ ([]) }));
  let at = 0;
  for (const { x, dy } of rows) {
    for (const { name, rounded } of found) {
      const y = new Float32Array(name === 'prelu.gradAlpha' ? 1 : x.length);
      for (let i = 0; i < y.length; i++, at += 4) y[i] = output.readFloatLE(at);
      rounded.push({ x, dy, y, margin: output.readDoubleLE(at) });
      at += 8;
    }
  }
  return found;
}

/** @param {Float32Array} array */
function hex({ buffer, byteOffset, length }) {
  const digits = Array.from(new Uint32Array(buffer, byteOffset, length), (bits) => bits.toString(16).padStart(8, '0'));
  return digits.join(' ');
}

const lists = [0, 1].flatMap(roundedOf).map(({ name, rounded }) => {
  const sorted = rounded.filter(({ margin }) => margin >= 0).sort((a, b) => a.margin - b.margin);
  const hardest = sorted.slice(0, KEPT).map(({ x, dy, y }) => ({ x, ...(name.includes('.') ? { dy } : {}), y }));
  return [name, hardest.map((row) => Object.fromEntries(Object.entries(row).map(([key, array]) => [key, hex(array)])))];
});
const text = `${JSON.stringify(Object.fromEntries(lists), null, 2)}\n`;
writeFileSync(new URL('../../golden/hardestRows.json', import.meta.url), text);
