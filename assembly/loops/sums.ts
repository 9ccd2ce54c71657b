import { splat64 } from "../math/constant";
import { high, low, rounded } from "../math/halves";
import { load as loadUpTo4 } from "./rows";

/**
 * Sums over the elements of each channel, in float64 and rounded once. Element i is of channel floor(i / inner) mod channels, and
 * n is a multiple of inner * channels.
 *
 * The order of a sum is part of the contract: four partial sums, by the position in a channel's `inner` elements modulo 4; the
 * first and the third are added, the second and the fourth, and then these two.
 *
 * An op has `term(x, dy)`: two terms in float64. A sum over x alone passes x for dy.
 */

/** The sums of four channels that have one element each from `start` on, and after each period. */
function fourSums<Op>(x: usize, dy: usize, y: usize, start: usize, end: usize, period: usize, none: v128): void {
  const op = changetype<Op>(0);
  let sum01 = none;
  let sum23 = sum01;
  if (start < end) {
    let at = start;
    do {
      const v = v128.load(x + at);
      const d = v128.load(dy + at);
      sum01 = f64x2.add(sum01, op.term(low(v), low(d)));
      sum23 = f64x2.add(sum23, op.term(high(v), high(d)));
      at += period;
    } while (at < end);
  }
  v128.store(y, rounded(sum01, sum23));
}

/** The sum of the op's terms of each channel. `y` overlaps neither `x` nor `dy`, which may be the same. */
export function sums<Op>(x: usize, dy: usize, y: usize, n: usize, channels: usize, inner: usize): void {
  const op = changetype<Op>(0);
  const period: usize = channels * inner * 4;
  const end: usize = n * 4;
  let start: usize = 0;
  const none = splat64(0); // made once, and not for each channel
  if (inner == 1) {
    // The elements of a channel lie apart, those of four channels side by side.
    for (; start + 16 <= period; start += 16, y += 16) {
      inline.always(fourSums<Op>(x, dy, y, start, end, period, none));
    }
  }
  for (; start < period; start += 4 * inner, y += 4) {
    let sum01 = none;
    let sum23 = sum01;
    for (let run = start; run < end; run += period) {
      let at = run;
      for (let left = inner; ; left -= 4, at += 16) {
        const v = inline.always(loadUpTo4(x + at, left, v128.load_zero<f32>(x + at)));
        const d = inline.always(loadUpTo4(dy + at, left, v128.load_zero<f32>(dy + at)));
        sum01 = f64x2.add(sum01, op.term(low(v), low(d)));
        sum23 = f64x2.add(sum23, op.term(high(v), high(d)));
        if (left <= 4) break;
      }
    }
    const sum = f64x2.add(sum01, sum23);
    store<f32>(y, <f32>(f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)));
  }
}
