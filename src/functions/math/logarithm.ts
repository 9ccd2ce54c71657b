/** ln(1 + a / b), in assembly/ops/softplus.ts, for softplus and for the functions of rows. */

/** Its factors. */
export const LOGARITHM = /* @__PURE__ */ Float64Array.of(
  0.2190102051122645,
  0.13207948580597234,
  0.039667152104284606,
  0.23151713630842696,
  0.16186355814114303,
  0.07183880781017452,
  0.008870674096117376,
);

/** ln(1 + a / b), for 0 <= a <= b and c = b + a / 2. */
export function logarithm(
  a: number,
  c: number,
  w1: number,
  w2: number,
  w3: number,
  w4: number,
  w5: number,
  w6: number,
  w7: number,
): number {
  const A = a * a;
  const B = c * c;
  const numerator = a * c * ((B - A * w1) * ((B - A * w2) * (B - A * w3)));
  const denominator = (B - A * w4) * (B - A * w5) * ((B - A * w6) * (B - A * w7));
  return numerator / denominator;
}
