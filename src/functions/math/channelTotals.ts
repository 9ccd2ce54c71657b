/**
 * A sum for each channel of `out`, in float64, rounded once. Four partial sums, by the place in a channel's `inner` elements modulo 4:
 * the first and the third are added, the second and the fourth, and then these two, as in assembly/loops/sums.ts.
 */
export function channelTotals(element: (i: number) => number, length: number, out: Float32Array, inner: number): void {
  const channels = out.length;
  const sums = new Float64Array(4 * channels);
  for (let start = 0, channel = 0; start < length; start += inner, channel = (channel + 1) % channels) {
    for (let j = 0; j < inner; j++) sums[4 * channel + (j & 3)] += element(start + j);
  }
  for (let channel = 0; channel < channels; channel++) {
    const at = 4 * channel;
    out[channel] = sums[at] + sums[at + 2] + (sums[at + 1] + sums[at + 3]);
  }
}
