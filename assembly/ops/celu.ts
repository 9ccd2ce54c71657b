import { exponentialLinear, exponentialLinearGrad } from "./elu";

/** From 2^200 on celu(x) is x for every float32 x; with the largest alpha, x / alpha would underflow. */
function capped(alpha: f64): f64 {
  return min(alpha, 2.0 ** 200);
}

/** 1 / alpha, without infinity for the smallest alpha: 0 times it is then 0. */
function inverse(alpha: f64): f64 {
  return min(1 / alpha, 2.0 ** 1023);
}

/** celu(x) = x > 0 ? x : alpha (e^(x / alpha) - 1). */
export function celu(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize, alpha: f64): void {
  exponentialLinear(x, bias, dy, times, y, n, capped(alpha), inverse(capped(alpha)));
}

/** celu'(x) = x >= 0 ? 1 : e^(x / alpha). */
export function celuGrad(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize, alpha: f64): void {
  exponentialLinearGrad(x, bias, dy, times, y, n, 0, 1, 1, inverse(capped(alpha)));
}
