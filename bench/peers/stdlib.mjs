/** @stdlib's ramp over strided float32 arrays, in JavaScript. It has no leaky one. */
import { createRequire } from 'node:module';

const sramp = createRequire(import.meta.url)('@stdlib/math-strided-special-sramp');

/** @param {string} op @returns {import('./peers.mjs').Peer[]} */
export function stdlibPeers(op) {
  if (op !== 'relu') return [];
  return [
    {
      name: 'stdlib ordinary',
      at(xs, outs) {
        return {
          batch(passes) {
            for (let pass = 0; pass < passes; pass++) {
              for (let k = 0; k < xs.length; k++) sramp(xs[k].length, xs[k], 1, outs[k], 1);
            }
          },
        };
      },
    },
  ];
}
