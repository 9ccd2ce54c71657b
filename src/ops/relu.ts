import { defineActivation } from '../activation.js';
import { scratch } from '../backends/scratch.js';
import { branch } from './branch.js';

const { x, xBits, dy, dyBits } = scratch;

/** The derivative on each branch. */
const slopes = new Float64Array([Number.NaN, 1, 0]);

function forward(i: number): void {
  xBits[i] &= -!(x[i] <= 0);
}

function grad(i: number, edge: number): void {
  x[i] = slopes[branch(x[i], edge)];
}

/** dy or +0, and all ones, a NaN, where x or dy is NaN. */
function gradDy(i: number, edge: number): void {
  const v = x[i];
  xBits[i] = (dyBits[i] & -(v >= edge)) | -(+Number.isNaN(v) | +Number.isNaN(dy[i]));
}

/**
 * relu(x) = max(0, x); relu'(x) = 1 for x > 0, 0 for x < 0, and at 0 what `kink` says (default: 1).
 *
 * NaN gives NaN, -0 gives +0. With `dy` the gradient selects: dy or +0, so that an infinite `dy` leaves no NaN.
 * Nair and Hinton, "Rectified Linear Units Improve Restricted Boltzmann Machines", ICML 2010.
 */
export const relu = defineActivation({
  name: 'relu',
  parameters: {},

  forward(n) {
    for (let i = 0; i < n; i += 4) {
      forward(i);
      forward(i + 1);
      forward(i + 2);
      forward(i + 3);
    }
  },

  grad(n, edge) {
    for (let i = 0; i < n; i += 4) {
      grad(i, edge);
      grad(i + 1, edge);
      grad(i + 2, edge);
      grad(i + 3, edge);
    }
  },

  gradDy(n, edge) {
    for (let i = 0; i < n; i += 4) {
      gradDy(i, edge);
      gradDy(i + 1, edge);
      gradDy(i + 2, edge);
      gradDy(i + 3, edge);
    }
  },
});
