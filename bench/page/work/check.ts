import { backend, createActivations } from 'wasm-activations';
import { type AnyActivation, activationsOf, alphaOption, kinkOption } from '../activations.js';
import { bitsOf, differences, hex } from './bits.js';
import { Fingerprint } from './fingerprint.js';
import { randomBits } from './random.js';

export interface CheckRequest {
  readonly seed: number;
}

export interface CheckStep {
  readonly done: number;
  readonly total: number;
  /** What was compared with what, in words. */
  readonly what: string;
  readonly patterns: number;
  readonly results: number;
  /** None where there is only one backend. */
  readonly mismatches: number | undefined;
  /** The first mismatch, in words. */
  readonly first: string | undefined;
  readonly fingerprint: string;
}

const BLOCK = 2 ** 16;
const BLOCKS = 64;

/** What random patterns seldom hit: both zeros, ones, infinities and NaNs, and the ends of the subnormal range. */
const SPECIAL = [0, 0x3f800000, 0x7f800000, 0x7fc00000, 0x7f800001, 1, 0x007fffff, 0x00800000, 0x7f7fffff];
const SPECIALS = SPECIAL.flatMap((bits) => [bits, bits | 0x80000000]);

interface Inputs {
  readonly x: Float32Array;
  readonly dy: Float32Array;
  readonly alpha: number;
}

/** Every way to call an activation. */
const CALLS: readonly [string, (f: AnyActivation, inputs: Inputs, alpha: { alpha?: number }) => Float32Array][] = [
  ['forward', (f, { x }, alpha) => f(x, alpha)],
  ['gradient, kink right', (f, { x }, alpha) => f.grad(x, alpha)],
  ['gradient, kink left', (f, { x }, alpha) => f.grad(x, { ...alpha, ...kinkOption(f, 'left') })],
  ['gradient with dy, kink right', (f, { x, dy }, alpha) => f.grad(x, { ...alpha, dy })],
  ['gradient with dy, kink left', (f, { x, dy }, alpha) => f.grad(x, { ...alpha, dy, ...kinkOption(f, 'left') })],
];

/** Each special value meets each as dy; the rest is random. */
function* blocks(seed: number): Generator<Inputs> {
  const next = randomBits(seed);
  for (let block = 0; block < BLOCKS; block++) {
    const x = new Uint32Array(BLOCK);
    const dy = new Uint32Array(BLOCK);
    for (let i = 0; i < BLOCK; i++) {
      x[i] = next();
      dy[i] = next();
    }
    SPECIALS.forEach((bits, i) => {
      x.fill(bits, i * SPECIALS.length, (i + 1) * SPECIALS.length);
      dy.set(SPECIALS, i * SPECIALS.length);
    });
    yield { x: new Float32Array(x.buffer), dy: new Float32Array(dy.buffer), alpha: next() / 2 ** 30 };
  }
}

/** Random bit patterns through what runs here, and through the TypeScript backend where that is another one. */
export function* check({ seed }: CheckRequest): Generator<CheckStep> {
  const here = activationsOf(createActivations());
  const twin = backend.name === 'js' ? undefined : activationsOf(createActivations({ backend: 'js' }));
  const what =
    twin === undefined
      ? 'nothing: only the TypeScript backend runs here; its fingerprint must be the one that WebAssembly gives elsewhere'
      : 'the WebAssembly backend with the TypeScript backend';
  const fingerprint = new Fingerprint();
  let mismatches = 0;
  let first: string | undefined;
  let results = 0;
  let done = 0;

  for (const inputs of blocks(seed)) {
    for (const [name, activation] of here) {
      const options = alphaOption(activation, inputs.alpha);
      for (const [how, call] of CALLS) {
        const result = call(activation, inputs, options);
        fingerprint.add(result);
        results += result.length;
        const other = twin?.get(name);
        if (other === undefined) continue;
        const expected = call(other, inputs, options);
        const wrong = differences(result, expected);
        mismatches += wrong.length;
        if (wrong.length > 0 && first === undefined) {
          const [x, dy, y, z] = [inputs.x, inputs.dy, result, expected].map((array) => hex(bitsOf(array)[wrong[0]]));
          first = `${name}, ${how}, x ${x}, dy ${dy}, alpha ${inputs.alpha}: ${y} against ${z}`;
        }
      }
    }
    done++;
    yield {
      done,
      total: BLOCKS,
      what,
      patterns: done * BLOCK,
      results,
      mismatches: twin === undefined ? undefined : mismatches,
      first,
      fingerprint: fingerprint.toString(),
    };
  }
}
