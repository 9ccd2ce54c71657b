import type { Around, Code } from './kernel.js';
import { find, runSpans } from './spans.js';
import { OUTSIDE, type WasmEngine } from './wasm.js';

/** A kernel with what surrounds the activation. Where all arrays lie inside and are as long as x, it is one call. */
export function runSurrounded(
  engine: WasmEngine,
  code: Code,
  x: Float32Array,
  dy: Float32Array | undefined,
  out: Float32Array,
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  { bias, times, inner, from, to }: Around,
): void {
  const inputs = [x, bias, dy, times];
  const addresses = inputs.map((input) => find(engine, input, x.length, from));
  const outAt = find(engine, out, x.length, from);
  if ([...addresses, outAt].includes(OUTSIDE)) {
    const kernel = engine.tiledKernel(code);
    runSpans(engine, inputs, addresses, out, outAt, inner, from, to, (at, y, n) =>
      kernel(at[0], at[1], at[2], at[3], y, n, a, b, c, d, e),
    );
  } else {
    const [xAt, biasAt, dyAt, timesAt] = addresses;
    engine.kernel(code)(xAt, biasAt, dyAt, timesAt, outAt, to - from, a, b, c, d, e);
  }
}
