/** The contenders of a case of cases/onePass.mjs: arrays laid out, data brought, results checked. Nothing is timed here. */
import { createActivations, relu } from 'wasm-activations';
import { createParallelActivations } from 'wasm-activations/parallel';
import { parametersOf } from '../../tools/definitions.mjs';
import { loopsOf } from '../../tools/loops.mjs';
import { biasLoop, THREE_CALLS_FROM, TIMES_LOOP } from '../cases/onePass.mjs';
import { compile, loop } from './contenders.mjs';
import { mostPasses, randomSource } from './data.mjs';
import { verify } from './verify.mjs';

/**
 * @typedef {import('./measure.mjs').Contender} Contender
 * @typedef {import('../cases/onePass.mjs').OnePassCase} OnePassCase
 * @typedef {ReturnType<typeof randomSource>} Random
 *
 * @typedef {object} Operands
 * @property {Float32Array} x
 * @property {Float32Array} y
 * @property {Float32Array} bias
 * @property {Float32Array} times
 */

/** Whether the package that is built has the options of these cases. */
export function hasOnePass() {
  try {
    /** @type {(x: number[], options: object) => unknown} */ (relu)([1], { bias: [1], times: [1] });
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** Linear memory for so many arrays, and the package's own workspace. @param {number} size @param {number} arrays */
const memoryFor = (size, arrays) => ({ memoryBytes: 4 * arrays * size + 2 ** 23 });

/** @param {number} length */
const ordinaryAlloc = (length) => new Float32Array(length);

/**
 * The contenders at one size, and what ends their threads.
 * @param {OnePassCase} onePassCase @param {number} size
 * @returns {Promise<{ contenders: Contender[], dispose(): unknown }>}
 */
export async function onePassContenders(onePassCase, size) {
  const random = randomSource(3 * size);
  if (onePassCase.threads) return onThreads(onePassCase, size, random);
  const { axis } = onePassCase;
  const contenders =
    axis === undefined ? around(onePassCase, size, random) : alongAxis(onePassCase, axis, size, random);
  return { contenders, dispose() {} };
}

/**
 * Filled arrays for f(x + bias) * times: the same numbers each time.
 * @param {OnePassCase} onePassCase @param {number} size @param {Random} random @param {(length: number) => Float32Array} alloc
 * @returns {Operands}
 */
function operandsOf({ layout }, size, random, alloc) {
  const operands = { x: alloc(size), y: alloc(size), bias: alloc(layout.bias ?? size), times: alloc(size) };
  random.fill([operands.x, operands.bias, operands.times], 0);
  return operands;
}

/**
 * The results of three separate steps, each of which rounds to float32.
 * @param {(x: Float32Array) => Float32Array} f @param {Operands} operands @param {number} inner
 */
function separately(f, { x, bias, times }, inner) {
  const sums = x.map((v, i) => v + bias[Math.floor(i / inner) % bias.length]);
  return f(sums).map((v, i) => v * times[i]);
}

/**
 * A contender whose results were checked.
 * @param {string} name @param {string} body in `x`, `y` and the names in `scope`
 * @param {{ x: Float32Array, y: Float32Array }} operands @param {Record<string, unknown>} scope
 * @param {Float32Array} expected @param {Random} random @param {number} [error]
 * @returns {Contender}
 */
function checked(name, body, { x, y }, scope, expected, random, error = 0) {
  const batch = compile(body, scope);
  const arrays = { xs: [x], dys: [x], outs: [y] };
  y.fill(Number.NaN);
  batch(1, arrays);
  verify(`${name}, ${x.length} elements`, [y], [expected], error);
  return {
    name,
    calls: 1,
    mostPasses: mostPasses(x.length),
    refresh: () => random.fill([x]),
    batch: (passes) => batch(passes, arrays),
  };
}

/** The loops that people write are not correctly rounded, and the gate multiplies their errors. */
const LOOP_ERROR = 1e-5;

/** @param {OnePassCase} onePassCase @param {number} size @param {Random} random @returns {Contender[]} */
function around(onePassCase, size, random) {
  const { op, layout } = onePassCase;
  const wasm = /** @type {any} */ (createActivations({ backend: 'wasm', ...memoryFor(size, 4) }));
  const js = /** @type {any} */ (createActivations({ backend: 'js' }));
  const resident = operandsOf(onePassCase, size, random, wasm.alloc);
  const ordinary = operandsOf(onePassCase, size, random, ordinaryAlloc);
  const expected = separately(js[op], ordinary, layout.inner);

  const onePass = `f(x, { bias, times, inner: ${layout.inner}, out: y });`;
  const loops = `${biasLoop(layout)} f(y, { out: y }); ${TIMES_LOOP}`;
  const threeLoops = `${biasLoop(layout)} { const x = y; ${loop(loopsOf(op, 'forward').hand)} } ${TIMES_LOOP}`;
  // leakyRelu with alpha = 1 changes nothing, so that these calls only add and only multiply.
  const threeCalls = `same(x, { bias, alpha: 1, out: y }); f(y, { out: y }); same(y, { times, alpha: 1, out: y });`;
  /** @param {string} name @param {string} body @param {Operands} operands @param {Record<string, unknown>} scope @param {number} [error] */
  const contender = (name, body, operands, scope, error) =>
    checked(name, body, operands, { ...scope, bias: operands.bias, times: operands.times }, expected, random, error);
  if (size >= THREE_CALLS_FROM) {
    return [
      contender('onePass', onePass, resident, { f: wasm[op] }),
      contender('threeCalls', threeCalls, resident, { f: wasm[op], same: wasm.leakyRelu }),
    ];
  }
  return [
    contender('onePass', onePass, resident, { f: wasm[op] }),
    contender('loops', loops, resident, { f: wasm[op] }),
    contender('ordinary', onePass, ordinary, { f: wasm[op] }),
    contender('ordinaryLoops', loops, ordinary, { f: wasm[op] }),
    contender('typescript', onePass, ordinary, { f: js[op] }),
    contender('threeLoops', threeLoops, ordinary, parametersOf({ op, options: {} }), LOOP_ERROR),
  ];
}

/**
 * Element j of row (o, q) is x[(o * size + j) * inner + q]: here it becomes element j of a contiguous row, or back again.
 * @param {Float32Array} x @param {{ size: number, inner: number }} axis @param {boolean} back
 */
function transposed(x, { size, inner }, back) {
  return x.map((_, i) => {
    const block = Math.floor(i / (size * inner)) * size * inner;
    const [q, j] = back ? [i % inner, Math.floor((i - block) / inner)] : [Math.floor((i - block) / size), i % size];
    return x[block + (back ? q * size + j : j * inner + q)];
  });
}

/**
 * @param {OnePassCase} onePassCase @param {{ size: number, inner: number }} axis @param {number} length @param {Random} random
 * @returns {Contender[]}
 */
function alongAxis({ op }, axis, length, random) {
  const wasm = /** @type {any} */ (createActivations({ backend: 'wasm', ...memoryFor(length, 2) }));
  const operands = { x: wasm.alloc(length), y: wasm.alloc(length) };
  random.fill([operands.x], 0);
  const { size, inner } = axis;
  const scope = { f: wasm[op] };
  const expected = transposed(wasm[op](transposed(operands.x, axis, false), { size }), axis, true);
  const contiguous = wasm[op](operands.x, { size });
  return [
    checked('inner', `f(x, { size: ${size}, inner: ${inner}, out: y });`, operands, scope, expected, random),
    checked('contiguous', `f(x, { size: ${size}, out: y });`, operands, scope, contiguous, random),
  ];
}

/**
 * Two threads against one. Data are brought by the threads that will work on them, as in a row of calls: by leakyRelu with alpha = 1.
 * @param {OnePassCase} onePassCase @param {number} size @param {Random} random
 */
async function onThreads(onePassCase, size, random) {
  const { op, layout } = onePassCase;
  const one = /** @type {any} */ (createActivations({ backend: 'wasm', ...memoryFor(size, 5) }));
  const two = /** @type {any} */ (await createParallelActivations({ threads: 2, ...memoryFor(size, 5) }));
  /** @param {'one' | 'two'} name @param {any} instance @returns {Promise<Contender>} */
  const contender = async (name, instance) => {
    const { x, y, bias, times } = operandsOf(onePassCase, size, random, instance.alloc);
    const source = /** @type {Float32Array} */ (instance.alloc(size));
    source.set(x);
    const options = { bias, times, inner: layout.inner, out: y };
    await instance[op](x, options);
    const expected = separately((sums) => one[op](sums), { x, y, bias, times }, layout.inner);
    verify(`${name}, ${size} elements`, [y], [expected], 0);
    const f = instance[op];
    return {
      name,
      calls: 1,
      mostPasses: mostPasses(size),
      refresh: () => instance.leakyRelu(source, { alpha: 1, out: x }),
      batch:
        name === 'one'
          ? (passes) => {
              for (let pass = 0; pass < passes; pass++) f(x, options);
            }
          : async (passes) => {
              for (let pass = 0; pass < passes; pass++) await f(x, options);
            },
    };
  };
  return { contenders: [await contender('one', one), await contender('two', two)], dispose: () => two.dispose() };
}
