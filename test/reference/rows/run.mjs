// The functions of rows and of channels against MPFR: see USAGE.
import { parseOptions } from '../../../tools/options.mjs';
import { report, withProgress } from '../../support/sweep.mjs';
import { bytesOf, instances, reference, rowModules } from './program.mjs';

/** @typedef {import('../../support/rowInputs.js').Row} Row */
/** @typedef {import('../../support/rowFunctions.js').RowFunction} RowFunction */
/** @typedef {Record<RowFunction, Float32Array[]>} Results */

const USAGE = `usage: npm run test:rows

softmax, logSoftmax, prelu and their gradients on random, extreme and adversarial rows of 1 to 2^20 elements. Both backends must
give the same bits, in linear memory and outside; and these must be as near to the exact values as the doc comments promise,
which a C program checks with MPFR (gcc, libmpfr-dev). Takes about a minute.

Of each function it prints the largest error where nothing cancels, and the largest share of what is allowed beyond half a ULP.`;

const WRONG = '  WRONG';

parseOptions({}, USAGE);

const { rowKinds, rowFunctionNames, rowCaller, withOneNaN } = await rowModules();
const run = reference();
const callers = instances().map(({ name, api, array }) => ({ name, call: rowCaller(api, array) }));

/** Copies of a function's results, and their bits. @param {number} i of the caller @param {RowFunction} name @param {Row} row */
function resultsOf(i, name, row) {
  const results = Array.from(callers[i].call(name, row), (result) => result.slice());
  return { results, bits: bytesOf(results.map(withOneNaN)) };
}

/** What all callers give. @param {RowFunction} name @param {Row} row @param {string} where */
function agreed(name, row, where) {
  const { results, bits } = resultsOf(0, name, row);
  for (let i = 1; i < callers.length; i++) {
    if (resultsOf(i, name, row).bits.equals(bits)) continue;
    throw new Error(`${name}, ${where}: ${callers[i].name} gives other bits than ${callers[0].name}`);
  }
  return results;
}

/** A row for the C program. @param {Row} row @param {Results} results */
function rowBytes({ x, dy }, results) {
  const { softmax, logSoftmax, 'softmax.grad': grad, 'logSoftmax.grad': logGrad } = results;
  return bytesOf([Uint32Array.of(0, x.length), x, dy, ...softmax, ...logSoftmax, ...grad, ...logGrad]);
}

/** Its channels for it. @param {Row} row @param {Results} results */
function channelBytes({ x, dy, alpha, inner }, results) {
  return bytesOf(
    [...alpha.keys()].flatMap((channel) => {
      const own = (/** @type {Float32Array} */ array) =>
        alpha.length === 1 ? array : array.filter((_, i) => Math.floor(i / inner) % alpha.length === channel);
      const ofThis = (/** @type {Float32Array} */ array) => array.subarray(channel, channel + 1);
      const [prelu, grad] = [results.prelu, results['prelu.grad']].map((arrays) => arrays.map(own));
      const header = Uint32Array.of(1, x.length / alpha.length);
      return [header, own(x), own(dy), ofThis(alpha), ...prelu, ...grad, ofThis(results['prelu.gradAlpha'][0])];
    }),
  );
}

/** The report of one kind of rows. @param {string} kind @param {Iterable<Row>} rows */
function checked(kind, rows) {
  /** @type {Buffer[]} */
  const parts = [];
  let count = 0;
  for (const row of rows) {
    const entries = rowFunctionNames.map((name) => [name, agreed(name, row, `row ${count} of ${kind}`)]);
    /** @type {Results} */
    const results = Object.fromEntries(entries);
    parts.push(rowBytes(row, results), channelBytes(row, results));
    count++;
  }
  const printed = run('check', Buffer.concat(parts)).toString().trim().split('\n');
  const lines = printed.map((line) => {
    const [name, ulps, share] = line.split(' ');
    const verdict = Number(share) <= 1 ? '' : WRONG;
    return `  ${name}: ${ulps} ULP, ${share} of what is allowed beyond a half${verdict}`;
  });
  return [`${kind}, ${count} rows`, ...lines];
}

await report(async () => {
  const kinds = Object.entries(rowKinds);
  /** @type {string[]} */
  const lines = [];
  await withProgress(kinds.length, async (done) => {
    for (const [kind, rows] of kinds) {
      lines.push(...checked(kind, rows()));
      done(kind);
    }
  });
  return { lines, isRight: !lines.some((line) => line.endsWith(WRONG)) };
});
