import { sigmoidAsGrad } from "./sigmoid";
import { scaledSoftplus } from "./softplus";

/** logSigmoid(x) = -softplus(-x). */
export function logSigmoid(x: usize, y: usize, n: usize): void {
  scaledSoftplus(x, y, n, -1, -1);
}

/** logSigmoid'(x) = sigmoid(-x). */
export function logSigmoidGrad(x: usize, dy: usize, y: usize, n: usize): void {
  sigmoidAsGrad(x, dy, y, n, -1);
}
