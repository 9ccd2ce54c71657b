// softmax and logSoftmax against MPFR: see USAGE.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseOptions } from '../../../bench/options.mjs';
import { logSoftmax, softmax } from '../../../dist/index.js';

const USAGE = `usage: npm run test:rows

Compares softmax and logSoftmax with the exact values, which a C program computes with MPFR (gcc, libmpfr-dev): random, extreme and
adversarial rows of 1 to 2^20 elements. Fails beyond 0.501 ULP.`;

parseOptions({}, USAGE);

const BOUND = 0.501;
const source = fileURLToPath(new URL('rows.c', import.meta.url));
const program = fileURLToPath(new URL('../../../build/rows/rows', import.meta.url));

mkdirSync(fileURLToPath(new URL('../../../build/rows/', import.meta.url)), { recursive: true });
execFileSync('gcc', ['-O2', '-Wall', '-Wextra', '-std=c11', '-o', program, source, '-lmpfr', '-lgmp', '-lm']);

let state = 1;
/** From 0 to 1; the same numbers at each run. */
function random() {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
  return (state >>> 8) / 2 ** 24;
}

/** @param {number} length @param {(i: number) => number} value */
const row = (length, value) => Float32Array.from({ length }, (_, i) => value(i));
const spread = (/** @type {number} */ width) => () => (random() - 0.5) * width;

/** @returns {Generator<Float32Array>} */
function* rows() {
  for (const width of [2 ** -140, 2 ** -20, 0.1, 1, 10, 50, 200, 1000]) {
    for (let length = 1; length <= 67; length++) yield row(length, spread(width));
    for (const length of [1000, 4095, 4096, 4097]) yield row(length, spread(width));
  }
  // One element by far the largest: the logarithm of a number next to 1.
  for (let gap = 0; gap < 104; gap += 0.37)
    for (const length of [2, 3, 9]) yield row(length, (i) => (i === length - 1 ? gap : random()));
  // Large numbers, whose differences are not float32.
  for (let exponent = 1; exponent < 127; exponent++)
    yield row(9, () => 2 ** exponent * (1 + Math.floor(random() * 8) * 2 ** -23));
  for (let i = 0; i < 2000; i++) yield row(5, () => (random() < 0.5 ? -1 : 1) * 2 ** (random() * 275 - 149));
  yield row(2 ** 20, spread(1));
  yield row(2 ** 20, spread(30));
  yield row(2 ** 20, () => 0);
  yield row(2 ** 20, (i) => (i === 12_345 ? 40 : random()));
  yield row(2 ** 20 - 1, (i) => -i / 2 ** 14);
}

const all = [...rows()];
for (const f of [softmax, logSoftmax]) {
  const name = f === softmax ? 'softmax' : 'logSoftmax';
  const parts = all.flatMap((x) => {
    const y = f(x);
    // -Infinity is where logSoftmax rounds to it: no number to compare.
    return y.every(Number.isFinite) ? [Uint32Array.of(x.length), x, y] : [];
  });
  const input = Buffer.concat(
    parts.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  );
  const { stdout, stderr, status } = spawnSync(program, [name], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
  console.log(`${name}: ${parts.length / 3} rows, at most ${Number(stdout)} ULP`);
  if (!(Number(stdout) <= BOUND)) process.exitCode = 1;
}
