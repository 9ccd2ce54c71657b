import { type Activations, createActivations } from 'wasm-activations';
import type { RowsName } from '../functions/names.js';
import { randomBits } from './random.js';
import type { Step } from './steps.js';

/** After some rows. */
export interface AgreementStep extends Step {
  /** Elements so far, and how many of them have other bits on the other backend. */
  readonly elements: number;
  readonly different: number;
}

const BATCHES = 256;
const BATCH_LENGTH = 2 ** 16;
/** Rows have up to 2^this many elements. */
const MOST_DOUBLINGS = 12;

/** A number from 0 up to 1, without it. */
function fraction(bits: number): number {
  return (bits >>> 0) / 2 ** 32;
}

/** Numbers of about one size, that of the batch, from 2^-8 to 2^8; one in 64 is -Infinity, as in a mask. */
function fill(x: Float32Array, next: () => number): void {
  const scale = 2 ** (fraction(next()) * 16 - 8);
  for (let i = 0; i < x.length; i++) {
    x[i] = next() >>> 26 === 0 ? Number.NEGATIVE_INFINITY : (fraction(next()) * 2 - 1) * scale;
  }
}

/** How many results have other bits. Any NaN is as good as another. */
function differences(a: Float32Array, b: Float32Array): number {
  return a.reduce((count, value, i) => (Object.is(value, b[i]) ? count : count + 1), 0);
}

/** A function over random rows, the same ones each time, on two backends. */
export function* agreement(
  name: RowsName,
  one: Pick<Activations, RowsName> = createActivations({ backend: 'wasm' }),
  other: Pick<Activations, RowsName> = createActivations({ backend: 'js' }),
): Generator<AgreementStep> {
  const next = randomBits(1);
  let elements = 0;
  let different = 0;
  for (let batch = 1; batch <= BATCHES; batch++) {
    const size = Math.round(2 ** (fraction(next()) * MOST_DOUBLINGS));
    const x = new Float32Array(BATCH_LENGTH - (BATCH_LENGTH % size));
    fill(x, next);
    elements += x.length;
    different += differences(one[name](x, { size }), other[name](x, { size }));
    yield { done: batch, total: BATCHES, elements, different };
  }
}
