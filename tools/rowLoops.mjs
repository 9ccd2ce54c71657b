/**
 * The functions of rows: the loop that a user would write without this package, over `x` (and `dy`) into `y`, and the
 * definition of one row in float64.
 */

/** The length of the rows that are measured. */
export const ROW_SIZE = 1024;

/** @param {string} body in `start` and `end`, for each row */
const eachRow = (body) => `for (let start = 0; start < x.length; start += size) {
  const end = start + size;
  let max = -Infinity;
  for (let i = start; i < end; i++) max = Math.max(max, x[i]);
  let sum = 0;
  ${body}
}`;

/**
 * @typedef {object} RowFunction
 * @property {Record<'forward' | 'gradDy', string>} loops
 * @property {(x: number, max: number, sum: number) => number} forward of an element, the row's largest and the sum of e^(x - max)
 * @property {(y: number, d: number, total: number) => number} gradDy of an element of f, of dy, and the row's total
 * @property {(y: number, d: number) => number} term what the total adds
 */

/** @type {Record<string, RowFunction>} */
const functions = {
  softmax: {
    loops: {
      forward: eachRow(`
        for (let i = start; i < end; i++) sum += y[i] = Math.exp(x[i] - max);
        for (let i = start; i < end; i++) y[i] /= sum;`),
      gradDy: eachRow(`
        for (let i = start; i < end; i++) sum += y[i] = Math.exp(x[i] - max);
        let dot = 0;
        for (let i = start; i < end; i++) dot += dy[i] * (y[i] /= sum);
        for (let i = start; i < end; i++) y[i] *= dy[i] - dot;`),
    },
    forward: (x, max, sum) => Math.exp(x - max) / sum,
    term: (y, d) => y * d,
    gradDy: (y, d, total) => y * (d - total),
  },
  logSoftmax: {
    loops: {
      forward: eachRow(`
        for (let i = start; i < end; i++) sum += Math.exp(x[i] - max);
        const shift = max + Math.log(sum);
        for (let i = start; i < end; i++) y[i] = x[i] - shift;`),
      gradDy: eachRow(`
        let total = 0;
        for (let i = start; i < end; i++) {
          sum += y[i] = Math.exp(x[i] - max);
          total += dy[i];
        }
        for (let i = start; i < end; i++) y[i] = dy[i] - (y[i] / sum) * total;`),
    },
    forward: (x, max, sum) => x - max - Math.log(sum),
    term: (_y, d) => d,
    gradDy: (y, d, total) => d - Math.exp(y) * total,
  },
};

/** Their names. */
export const rowFunctions = Object.keys(functions);

/** @param {string} op @returns {RowFunction} */
function functionOf(op) {
  const found = functions[op];
  if (found === undefined) throw new Error(`tools/rowLoops.mjs has no loop for ${op}`);
  return found;
}

/** @param {string} op @param {'forward' | 'gradDy'} kind */
export const rowLoop = (op, kind) => functionOf(op).loops[kind];

/**
 * Puts the results of all rows into `out`.
 * @param {string} op @param {'forward' | 'gradDy'} kind
 * @returns {(x: Float32Array, dy: Float32Array, out: Float32Array) => void}
 */
export function rowDefinition(op, kind) {
  const { forward, term, gradDy } = functionOf(op);
  /** @param {Float32Array} x @param {Float32Array} dy @param {Float32Array} out */
  const ofRow = (x, dy, out) => {
    const max = x.reduce((most, v) => Math.max(most, v), Number.NEGATIVE_INFINITY);
    const sum = x.reduce((total, v) => total + Math.exp(v - max), 0);
    const y = Float64Array.from(x, (v) => forward(v, max, sum));
    const total = y.reduce((sofar, v, i) => sofar + term(v, dy[i]), 0);
    out.set(kind === 'forward' ? y : y.map((v, i) => gradDy(v, dy[i], total)));
  };
  return (x, dy, out) => {
    for (let start = 0; start < x.length; start += ROW_SIZE) {
      const [row, dyRow, outRow] = [x, dy, out].map((array) => array.subarray(start, start + ROW_SIZE));
      ofRow(row, dyRow, outRow);
    }
  };
}
