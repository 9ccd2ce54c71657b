import { defineChannelSums } from '../calls/channels.js';
import { kernels } from '../generated/kernels/channelSums.js';
import { channelTotals } from './math/channelTotals.js';

/**
 * `channelSums(x) = the sum of x over each channel`
 *
 * - Channels: element i is of channel floor(i / inner) mod channels. `inner` is 1 (default) where channels come last, height * width
 *   where they come first.
 * - Use: the gradient by a `bias` of channels is channelSums of the gradient by x; by a `times` of channels it is channelSums of
 *   f(x, { bias, times: dy }).
 * - Arrays: float32[n] to float32[channels], n a multiple of channels * inner; computed in float64, rounded once.
 * - Order of the sum, on every backend and any number of threads: four partial sums, by the place in a channel's `inner` elements modulo 4;
 *   the first and the third are added, the second and the fourth, and then these two.
 * - Special values: NaN in x gives NaN for its channel, and so do infinities of both signs.
 * - Accuracy: within 0.501 ULP for up to 2^20 elements of one sign, else within 0.5 ULP and 2^-53 n sum |x| more, where n is the number
 *   of elements of the channel.
 * - Errors: those of {@link ChannelSums}.
 *
 * @example
 * ```ts
 * channelSums([1, 2, 3, 4], { channels: 2 }); // → Float32Array [4, 6]
 * channelSums([1, 2, 3, 4], { channels: 2, inner: 2 }); // → Float32Array [3, 7]
 * ```
 */
export const channelSums = /* @__PURE__ */ defineChannelSums({
  kernels,
  cost: 2,
  twin: (x, _dy, out, inner) => channelTotals((i) => x[i], x.length, out, inner),
});
