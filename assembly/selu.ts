import { exponentialLinearGrad, scaledExponentialLinear } from "./elu";

// The float64 nearest to the constants of Klambauer et al., 2017, and to their product.
const SCALE: f64 = 1.0507009873554804934193349852946;
const SCALE_ALPHA: f64 = 1.7580993408473768599402175208123;

/** selu(x) = scale (x > 0 ? x : alpha (e^x - 1)). */
export function selu(x: usize, y: usize, n: usize): void {
  scaledExponentialLinear(x, y, n, SCALE, SCALE_ALPHA);
}

export function seluGrad(x: usize, dy: usize, y: usize, n: usize, edge: f64): void {
  exponentialLinearGrad(x, dy, y, n, edge, SCALE, SCALE_ALPHA, 1);
}
