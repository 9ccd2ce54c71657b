import { execFileSync } from 'node:child_process';
import { parentPort, workerData } from 'node:worker_threads';
import { createActivations } from 'wasm-activations';
import { ulpError } from '../../../tools/ulp.js';
import { bitsOf } from '../../support/bits.js';
import { callsWith, specOf } from '../../support/calls.js';
import { cases } from './cases.js';
import { turns } from './turns.js';

export interface Task {
  readonly index: number;
  readonly stride: number;
  readonly reference: string;
}

export interface Outcome {
  readonly inputs: number;
  /** Where the backends differ, over all ways to call the function. */
  readonly mismatches: number;
  /** The largest errors of f and f' that are above 0.5, and at which input. */
  readonly errors: readonly { name: string; ulp: number; x: number; given: number; exact: number }[];
}

const { index, stride, reference } = workerData as Task;
const { activation, parameters } = cases[index];
const { precision } = specOf(activation);
const calls = callsWith(activation, parameters);

const BLOCK = 2 ** 20;
const TOTAL = Math.ceil(2 ** 32 / stride);

/** The reference computes with MPFR alone where a parameter is beyond 2^100: of those it takes every 32nd. */
const isExtreme = Object.values(parameters).some((value) => value !== 0 && Math.abs(Math.log2(Math.abs(value))) > 100);
const THIN = isExtreme ? 32 : 1;

const wasm = createActivations({ backend: 'wasm' });
const js = createActivations({ backend: 'js' });
const x = wasm.alloc(BLOCK);
const dy = wasm.alloc(BLOCK);
const byWasm = wasm.alloc(BLOCK);
const byJs = js.alloc(BLOCK);

/** The dy of an input: any. */
function fillDy(length: number): void {
  const [xBits, dyBits] = [bitsOf(x), bitsOf(dy)];
  for (let i = 0; i < length; i++) dyBits[i] = Math.imul(xBits[i], 0x9e3779b1) + 0x3f800000;
}

function fill(start: number, length: number): void {
  const xBits = bitsOf(x);
  for (let i = 0; i < length; i++) xBits[i] = (start + i) * stride;
  fillDy(length);
}

function differing(length: number): number {
  const [one, other] = [bitsOf(byWasm), bitsOf(byJs)];
  let count = 0;
  for (let i = 0; i < length; i++) {
    if (one[i] !== other[i] && !(Number.isNaN(byWasm[i]) && Number.isNaN(byJs[i]))) count++;
  }
  return count;
}

/** What the reference gives for these inputs, in float64. */
function exactly(name: string, inputs: Float32Array): Float64Array {
  const options = Object.entries(parameters).map(([key, value]) => `--${key}=${value}`);
  const bytes = execFileSync(reference, ['exact', name, ...options], {
    input: new Uint8Array(inputs.buffer, inputs.byteOffset, inputs.byteLength),
    maxBuffer: 2 ** 24,
  });
  return new Float64Array(Uint8Array.from(bytes).buffer);
}

// f, and f' with the kink to the right: what the reference computes.
const errors = [activation, `${activation}.grad`].map((name) => ({ name, ulp: 0.5, x: 0, given: 0, exact: 0 }));

/** Keeps the largest error of every thin-th of these results. */
function measure(which: number, length: number, thin: number): void {
  const at = (array: Float32Array) =>
    Float32Array.from({ length: Math.ceil(length / thin) }, (_, i) => array[i * thin]);
  const [inputs, results] = [at(x), at(byWasm)];
  const exact = exactly(errors[which].name, inputs);
  for (let i = 0; i < inputs.length; i++) {
    if (Object.is(Math.fround(exact[i]), results[i])) continue;
    const ulp = ulpError(results[i], exact[i]);
    if (ulp > errors[which].ulp) {
      errors[which] = { ...errors[which], ulp, x: inputs[i], given: results[i], exact: exact[i] };
    }
  }
}

let mismatches = 0;
function compare(length: number, thin: number): void {
  const views = [x, dy, byWasm, byJs].map((array) => array.subarray(0, length));
  for (const [i, call] of calls.entries()) {
    call.run(wasm, views[0], views[1], views[2]);
    call.run(js, views[0], views[1], views[3]);
    mismatches += differing(length);
    if (i < errors.length && precision === 'float64') measure(i, length, thin);
  }
}

for (let start = 0; start < TOTAL; start += BLOCK) {
  const length = Math.min(BLOCK, TOTAL - start);
  fill(start, length);
  compare(length, THIN);
}
const beside = turns(wasm, activation, parameters);
x.set(beside);
fillDy(beside.length);
compare(beside.length, 1);
const outcome: Outcome = { inputs: TOTAL + beside.length, mismatches, errors: errors.filter(({ ulp }) => ulp > 0.5) };
parentPort?.postMessage(outcome);
