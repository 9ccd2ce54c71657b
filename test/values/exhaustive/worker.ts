import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { createActivations } from 'wasm-activations';
import { BLOCK, type Share, type Verdict } from './blocks.js';
import { cases } from './cases.js';

const { index, stride, total, first, step } = workerData as Share;
// One case in the life of a worker, so that V8 inlines its definition into the loop below.
const { run, expected, takesDy } = cases[index];

const wasm = createActivations({ backend: 'wasm' });
const js = createActivations({ backend: 'js' });
const x = wasm.alloc(BLOCK);
const dy = wasm.alloc(BLOCK);
const byWasm = wasm.alloc(BLOCK);
const byJs = js.alloc(BLOCK);

function bitsOf(floats: Float32Array): Int32Array {
  return new Int32Array(floats.buffer, floats.byteOffset, floats.length);
}

const [xBits, dyBits, wasmBits, jsBits] = [x, dy, byWasm, byJs].map(bitsOf);

const NAN_BITS = 0x7fc00000;

function isNaNBits(bits: number): boolean {
  return (bits & 0x7fffffff) > 0x7f800000;
}

/** Every `stride`-th bit pattern. */
function fillX(start: number, length: number): void {
  let bits = (start * stride) | 0;
  for (let i = 0; i < length; i++, bits = (bits + stride) | 0) xBits[i] = bits;
}

/** The same patterns in another order (an odd factor permutes them), and +-1 where x is +-0, so that the kink shows. */
function fillDy(length: number): void {
  for (let i = 0; i < length; i++) dyBits[i] = Math.imul(xBits[i], 0x9e3779b1) + 0x3f800000;
}

function hex(bits: number): string {
  return (bits >>> 0).toString(16).padStart(8, '0');
}

/** Counts where the three results differ, and makes every NaN of wasm's the same one, so that hashes can be compared. */
function compare(definedBits: Int32Array): Pick<Verdict, 'mismatches' | 'example'> {
  let mismatches = 0;
  let example: string | undefined;
  for (let i = 0; i < definedBits.length; i++) {
    const bits = wasmBits[i];
    let same: boolean;
    if (isNaNBits(bits)) {
      same = isNaNBits(jsBits[i]) && isNaNBits(definedBits[i]);
      wasmBits[i] = NAN_BITS;
    } else {
      same = bits === jsBits[i] && bits === definedBits[i];
    }
    if (!same) {
      mismatches++;
      const input = takesDy ? `x ${hex(xBits[i])}, dy ${hex(dyBits[i])}` : `x ${hex(xBits[i])}`;
      example ??= `${input}: wasm ${hex(bits)}, js ${hex(jsBits[i])}, definition ${hex(definedBits[i])}`;
    }
  }
  return { mismatches, example };
}

for (let block = first; block * BLOCK < total; block += step) {
  const start = block * BLOCK;
  const length = Math.min(BLOCK, total - start);
  fillX(start, length);
  if (takesDy) fillDy(length);
  const [xs, dys, wasmOut, jsOut] = [x, dy, byWasm, byJs].map((array) => array.subarray(0, length));
  const defined = expected(xs, dys);
  run(wasm, xs, dys, wasmOut);
  run(js, xs, dys, jsOut);
  const verdict: Verdict = {
    block,
    ...compare(bitsOf(defined)),
    hash: createHash('sha256').update(wasmOut).digest(),
  };
  parentPort?.postMessage(verdict);
}
