/** prelu: the layouts that are measured, the loop that a user would write without this package, and the definition. */

/** Slopes between 0 and 1. @param {number} channels */
const slopes = (channels) => Float32Array.from({ length: channels }, (_, i) => (i + 1) / (channels + 1));

/** Channels last, and 64 elements to a channel; by the suffix of the case. */
export const LAYOUTS = {
  '': { alpha: slopes(64), inner: 1 },
  '.channelsFirst': { alpha: slopes(16), inner: 64 },
};

/** @typedef {'forward' | 'gradDy'} Kind */

/** In `v`, `a` and `d`. @type {Record<Kind, string>} */
const expressions = { forward: 'v > 0 ? v : a * v', gradDy: 'v > 0 ? d : a * d' };

/** As a loop over `x` (and `dy`) into `y`. @param {Kind} kind @param {number} inner */
export function channelLoop(kind, inner) {
  const d = kind === 'gradDy' ? 'const d = dy[i];' : '';
  const step = `const v = x[i]; ${d} y[i] = ${expressions[kind]};`;
  return inner === 1
    ? `for (let i = 0; i < x.length; i++) { const a = alpha[i % alpha.length]; ${step} }`
    : `for (let start = 0, channel = 0; start < x.length; start += inner, channel = (channel + 1) % alpha.length) {
        const a = alpha[channel];
        for (let i = start; i < start + inner; i++) { ${step} }
      }`;
}

/**
 * Puts the results of all elements into `out`.
 * @param {Kind} kind
 * @param {Float32Array} alpha @param {number} inner
 * @returns {(x: Float32Array, dy: Float32Array, out: Float32Array) => void}
 */
export function channelDefinition(kind, alpha, inner) {
  return (x, dy, out) => {
    x.forEach((v, i) => {
      const slope = v < 0 ? alpha[Math.floor(i / inner) % alpha.length] : 1;
      out[i] = slope * (kind === 'forward' ? v : dy[i]);
    });
  };
}
