import { sums } from "../loops/sums";

/** The elements themselves. */
@unmanaged
class Itself {
  @inline
  term(x: v128, _dy: v128): v128 {
    return x;
  }
}

/** The sum of each channel's elements. */
export function channelSums(x: usize, y: usize, n: usize, channels: usize, inner: usize): void {
  inline.always(sums<Itself>(x, x, y, n, channels, inner));
}
