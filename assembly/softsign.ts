import { constant64 } from "./constant";
import { map64, mapGrad64, Product } from "./map64";

/** x between -2^200 and 2^200, where softsign is at its limits: so that infinities are not divided by each other. */
function bounded(x: v128, most: v128): v128 {
  return f64x2.pmax(f64x2.pmin(x, most), f64x2.neg(most));
}

/** softsign(x) = x / (1 + |x|). NaN gives NaN, -0 gives -0. */
@unmanaged
class Softsign {
  @inline
  f(
    x: v128,
    one: v128,
    most: v128,
    _c: v128,
    _d: v128,
    _e: v128,
    _f: v128,
    _g: v128,
    _h: v128,
    _i: v128,
    _j: v128,
    _k: v128,
    _l: v128,
  ): v128 {
    const held = bounded(x, most);
    return f64x2.div(held, f64x2.add(one, f64x2.abs(held)));
  }
}

/** softsign'(x) = 1 / (1 + |x|)^2. */
@unmanaged
class SoftsignGrad {
  @inline
  f(
    x: v128,
    one: v128,
    _b: v128,
    _c: v128,
    _d: v128,
    _e: v128,
    _f: v128,
    _g: v128,
    _h: v128,
    _i: v128,
    _j: v128,
    _k: v128,
    _l: v128,
  ): v128 {
    const root = f64x2.add(one, f64x2.abs(x));
    return f64x2.div(one, f64x2.mul(root, root));
  }
}

export function softsign(x: usize, y: usize, n: usize): void {
  const one = constant64(1, n);
  const most = constant64(2.0 ** 200, n);
  inline.always(map64<Softsign>(x, y, n, one, most, one, one, one, one, one, one, one, one, one, one));
}

export function softsignGrad(x: usize, dy: usize, y: usize, n: usize): void {
  const one = constant64(1, n);
  inline.always(
    mapGrad64<SoftsignGrad, Product>(x, dy, y, n, one, one, one, one, one, one, one, one, one, one, one, one),
  );
}
