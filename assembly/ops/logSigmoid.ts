import { sigmoidAsGrad } from "./sigmoid";
import { scaledSoftplus } from "./softplus";

/** logSigmoid(x) = -softplus(-x). */
export function logSigmoid(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize): void {
  scaledSoftplus(x, bias, dy, times, y, n, -1, -1);
}

/** logSigmoid'(x) = sigmoid(-x). */
export function logSigmoidGrad(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize): void {
  sigmoidAsGrad(x, bias, dy, times, y, n, -1);
}
