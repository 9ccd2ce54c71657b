/** The functions as formulas over real numbers, written from their definitions. They share nothing with the package. */
import { abs, exp, type Fixed, fixed, log1p, max, min, normal, ONE, over, PI, sqrt, times } from './fixed.js';

export type Formula = (x: Fixed, parameters: Readonly<Record<string, Fixed>>) => Fixed;

const clamp = (x: Fixed, least: Fixed, most: Fixed): Fixed => min(max(x, least), most);

/** 1 / (1 + e^-x). */
function logistic(x: Fixed): Fixed {
  const u = exp(-abs(x));
  return over(x < 0n ? u : ONE, ONE + u);
}

function tanh(x: Fixed): Fixed {
  const u = exp(-2n * abs(x));
  const magnitude = over(ONE - u, ONE + u);
  return x < 0n ? -magnitude : magnitude;
}

/** ln(1 + e^x). */
const softplus = (x: Fixed): Fixed => max(x, 0n) + log1p(exp(-abs(x)));

/** e^x - 1 below 0. */
const exponentialLinear = (x: Fixed, alpha: Fixed, scaled: Fixed): Fixed =>
  x > 0n ? x : times(alpha, exp(scaled) - ONE);

/** The two constants of selu, from the closed forms in the paper's appendix, where erfc(1 / sqrt 2) is 2 Phi(-1). */
function seluConstants(): readonly [alpha: Fixed, scale: Fixed] {
  const rootE = over(ONE, exp(-ONE / 2n));
  const e = times(rootE, rootE);
  const first = 2n * normal(-ONE);
  const second = 2n * normal(-2n * ONE);
  const product = times(first, rootE);
  const alpha = over(sqrt(over(2n * ONE, PI)), ONE - product);
  const sum =
    2n * times(second, times(e, e)) +
    times(PI, times(product, product)) -
    2n * times(2n * ONE + PI, product) +
    PI +
    2n * ONE;
  return [alpha, over(times(ONE - product, sqrt(2n * PI)), sqrt(sum))];
}
const [SELU_ALPHA, SELU_SCALE] = seluConstants();

/** By the function's name. The page shows no exact value of a function that is missing here. */
export const formulas: Readonly<Record<string, Formula>> = {
  celu: (x, { alpha }) => exponentialLinear(x, alpha, over(min(x, 0n), alpha)),
  elu: (x, { alpha }) => exponentialLinear(x, alpha, min(x, 0n)),
  gelu: (x) => times(x, normal(x)),
  geluTanh(x) {
    const cubic = x + (times(times(x, x), x) * 44_715n) / 1_000_000n;
    return times(x, logistic(2n * times(sqrt(over(2n * ONE, PI)), cubic)));
  },
  hardShrink: (x, { lambda }) => (abs(x) > lambda ? x : 0n),
  // The default alpha stands for the real 1/6.
  hardSigmoid: (x, { alpha, beta }) => clamp((alpha === fixed(1 / 6) ? x / 6n : times(alpha, x)) + beta, 0n, ONE),
  hardSwish: (x) => times(x, clamp(x / 6n + ONE / 2n, 0n, ONE)),
  hardtanh: (x, { min: least, max: most }) => clamp(x, least, most),
  leakyRelu: (x, { alpha }) => (x >= 0n ? x : times(alpha, x)),
  linear: (x, { alpha, beta }) => times(alpha, x) + beta,
  logSigmoid: (x) => -softplus(-x),
  mish(x) {
    const u = exp(-abs(x));
    const [numerator, rest] = x < 0n ? [times(u, u) + 2n * u, 2n * ONE] : [ONE + 2n * u, 2n * times(u, u)];
    return times(x, over(numerator, numerator + rest));
  },
  relu: (x) => max(x, 0n),
  relu6: (x) => clamp(x, 0n, 6n * ONE),
  selu: (x) => times(SELU_SCALE, exponentialLinear(x, SELU_ALPHA, min(x, 0n))),
  sigmoid: logistic,
  silu: (x, { beta }) => times(x, logistic(times(beta, x))),
  softplus: (x, { beta }) => over(softplus(times(beta, x)), beta),
  softShrink: (x, { lambda }) => (abs(x) <= lambda ? 0n : x > 0n ? x - lambda : x + lambda),
  softsign: (x) => over(x, ONE + abs(x)),
  sparsePlus: (x) => (x <= -ONE ? 0n : x >= ONE ? x : times(x + ONE, x + ONE) / 4n),
  squaredRelu: (x) => times(max(x, 0n), max(x, 0n)),
  squareplus: (x, { b }) => (x + sqrt(times(x, x) + b)) / 2n,
  tanh,
  tanhShrink: (x) => x - tanh(x),
  thresholdedRelu: (x, { theta, value = 0n }) => (x > theta ? x : value),
};
