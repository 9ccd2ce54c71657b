/**
 * Activations with what surrounds them, f(x + bias) * times in one pass, against the same in several; and softmax over an axis that is not
 * the last one.
 */

/** As many channels as the bias has where it is no array of full length. */
const CHANNELS = 64;
/** The elements of a channel where channels come first: an image of 8 x 8. */
const IMAGE = 64;

const MAIN = 65_536;
/** Two threads share this. */
const MILLION = 2 ** 20;
/** The arrays of this length leave the caches. */
const LARGE = 2 ** 23;
/** The elements of softmax's axis. */
const AXIS = 1024;

/**
 * @typedef {{ bias: number | undefined, inner: number }} Layout of the bias: its entries, or undefined for full length
 *
 * @typedef {object} OnePassCase
 * @property {string} name
 * @property {string} op
 * @property {readonly number[]} sizes
 * @property {Layout} layout
 * @property {{ size: number, inner: number }} [axis] of a function of rows, which is timed against the contiguous axis
 * @property {boolean} [threads] whether two threads are timed against one, and nothing else
 */

/** @type {Record<string, Layout>} */
const LAYOUTS = {
  '': { bias: undefined, inner: 1 },
  '.channelsLast': { bias: CHANNELS, inner: 1 },
  '.channelsFirst': { bias: CHANNELS, inner: IMAGE },
};

/** @type {readonly OnePassCase[]} */
export const onePassCases = [
  ...['relu', 'silu'].flatMap((op) =>
    Object.entries(LAYOUTS).map(([suffix, layout]) => ({
      ...{ name: `onePass.${op}${suffix}`, op, layout },
      sizes: suffix === '' ? [MAIN, LARGE] : [MAIN],
    })),
  ),
  ...['relu', 'silu'].map((op) => ({
    ...{ name: `onePass.${op}.threads`, op, layout: LAYOUTS[''], sizes: [MILLION], threads: true },
  })),
  ...[16, 64].map((inner) => ({
    ...{
      name: `onePass.softmax.inner${inner}`,
      op: 'softmax',
      layout: LAYOUTS[''],
      axis: { size: AXIS, inner },
      sizes: [MAIN],
    },
  })),
];

/** Arrays of this length and longer are timed against three calls of kernels, shorter ones against loops. */
export const THREE_CALLS_FROM = LARGE;

/**
 * Adds the bias, as a loop over `x` into `y` that a user would write.
 * @param {Layout} layout
 */
export function biasLoop({ bias, inner }) {
  if (bias === undefined) return 'for (let i = 0; i < x.length; i++) y[i] = x[i] + bias[i];';
  return inner === 1
    ? `for (let start = 0; start < x.length; start += ${bias}) {
        for (let c = 0; c < ${bias}; c++) y[start + c] = x[start + c] + bias[c];
      }`
    : `for (let start = 0, c = 0; start < x.length; start += ${inner}, c = (c + 1) % ${bias}) {
        const b = bias[c];
        for (let i = start; i < start + ${inner}; i++) y[i] = x[i] + b;
      }`;
}

/** Multiplies the gate in. */
export const TIMES_LOOP = 'for (let i = 0; i < y.length; i++) y[i] *= times[i];';
