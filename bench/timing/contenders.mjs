/** The ways of doing one case's work, each compiled to code of its own. */
import { createActivations } from 'wasm-activations';
import { copyIn } from './copy.mjs';
import { definitionOf, parametersOf } from './definition.mjs';

/**
 * @typedef {object} Arrays what one batch works on
 * @property {Float32Array[]} xs
 * @property {Float32Array[]} dys
 * @property {Float32Array[]} outs
 *
 * @typedef {(passes: number, arrays: Arrays) => void | Promise<void>} Batch
 *
 * @typedef {object} Way
 * @property {string} name as in the JSON
 * @property {'resident' | 'ordinary'} memory where its arrays lie
 * @property {'xs' | 'outs'} result where its results are
 * @property {boolean} [copies] leaves its input as it is: `memory.copy`
 * @property {Batch} batch
 */

/**
 * A function that does `body` for each array of a batch. Compiled from text, so that each contender has its own types,
 * its own call targets and its own optimised code: one loop that is handed functions would make every call in it
 * megamorphic (15 ns instead of 3 to 5), and code shared by two contenders would be compiled for both.
 * @param {string} body in `x`, `dy`, `y` and the names in `scope`
 * @param {Record<string, unknown>} scope
 * @returns {Batch}
 */
export function compile(body, scope) {
  const source = `return (passes, { xs, dys, outs }) => {
    for (let pass = 0; pass < passes; pass++) {
      for (let k = 0; k < xs.length; k++) {
        const x = xs[k];
        const dy = dys[k];
        const y = outs[k];
        ${body}
      }
    }
  };`;
  return new Function(...Object.keys(scope), source)(...Object.values(scope));
}

/** @param {import('../loops.mjs').Kind} kind */
const calling = (kind) => (kind === 'gradDy' ? 'definition(v, d)' : 'definition(v)');

/** @param {string} expression */
const loop = (expression) => `for (let i = 0; i < x.length; i++) {
  const v = x[i];
  ${/\bd\b/.test(expression) ? 'const d = dy[i];' : ''}
  y[i] = ${expression};
}`;

/** @param {string} expression in `v` and `d` */
const map = (expression) =>
  /\bd\b/.test(expression)
    ? `outs[k] = x.map((v, i) => { const d = dy[i]; return ${expression}; });`
    : `outs[k] = x.map((v) => ${expression});`;

/** @param {import('../cases.mjs').Case} benchCase @param {'x' | 'y'} out */
function call({ kind, options }, out) {
  const given = Object.entries(options).map(([key, value]) => `${key}: ${value}, `);
  if (kind === 'gradDy') given.push('dy, ');
  return `f(x, { ${given.join('')}out: ${out} });`;
}

/**
 * `memory.copy` needs a linear memory: `wasm` runs on WebAssembly.
 * @param {import('../cases.mjs').Case} benchCase
 * @param {import('wasm-activations').Activations} wasm
 * @returns {Way[]}
 */
export function waysOf(benchCase, wasm) {
  const { op, kind, loops } = benchCase;
  const js = createActivations({ backend: 'js' });
  /** @param {import('wasm-activations').Activations} instance */
  const f = (instance) => {
    const activation = instance[/** @type {'relu'} */ (op)];
    return { f: kind === 'forward' ? activation : activation.grad };
  };
  const scope = { ...parametersOf(benchCase), definition: definitionOf(benchCase) };
  const hand = loops?.hand ?? calling(kind);
  /** @type {Way[]} */
  const ways = [
    { name: 'inPlace', memory: 'resident', result: 'xs', batch: compile(call(benchCase, 'x'), f(wasm)) },
    { name: 'outOfPlace', memory: 'resident', result: 'outs', batch: compile(call(benchCase, 'y'), f(wasm)) },
    { name: 'ordinary', memory: 'ordinary', result: 'outs', batch: compile(call(benchCase, 'y'), f(wasm)) },
    { name: 'typescript', memory: 'ordinary', result: 'outs', batch: compile(call(benchCase, 'y'), f(js)) },
    { name: 'hand', memory: 'ordinary', result: 'outs', batch: compile(loop(hand), scope) },
    { name: 'map', memory: 'ordinary', result: 'outs', batch: compile(map(hand), scope) },
  ];
  if (loops !== undefined) {
    ways.push({
      name: 'branchFree',
      memory: 'ordinary',
      result: 'outs',
      batch: compile(loop(loops.branchFree), scope),
    });
  }
  const copy = copyIn(/** @type {WebAssembly.Memory} */ (wasm.memory));
  const body = 'copy(y.byteOffset, x.byteOffset, x.byteLength);';
  ways.push({ name: 'copy', memory: 'resident', result: 'outs', copies: true, batch: compile(body, { copy }) });
  return ways;
}

/** Puts what all results have to be into `outs`. @param {import('../cases.mjs').Case} benchCase */
export function expectation(benchCase) {
  return compile(loop(calling(benchCase.kind)), { definition: definitionOf(benchCase) });
}
