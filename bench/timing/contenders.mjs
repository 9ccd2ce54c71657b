/** The ways of doing one case's work, each compiled to code of its own. */
import { createActivations } from 'wasm-activations';
import { definitionOf, parametersOf } from '../../tools/definitions.mjs';

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
 * @property {'outs' | 'xs' | 'nothing'} expected what its results have to be: the case's, or the input
 * @property {number | undefined} [error] how far they may be off
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

/** @param {import('../../tools/loops.mjs').Kind} kind */
const calling = (kind) => (kind === 'gradDy' ? 'definition(v, d)' : 'definition(v)');

/** The statements before the value of a loop's body, and the value. @param {string} expression in `v` and `d`, as in tools/specs.ts */
function parts(expression) {
  const at = expression.lastIndexOf(';') + 1;
  const dy = /\bd\b/.test(expression) ? 'const d = dy[i];' : '';
  return { first: dy + expression.slice(0, at), value: expression.slice(at) };
}

/** @param {string} expression */
export function loop(expression) {
  const { first, value } = parts(expression);
  return `for (let i = 0; i < x.length; i++) { const v = x[i]; ${first} y[i] = ${value}; }`;
}

/** @param {string} expression */
function map(expression) {
  const { first, value } = parts(expression);
  return first === ''
    ? `outs[k] = x.map((v) => ${value});`
    : `outs[k] = x.map((v, i) => { ${first} return ${value}; });`;
}

/** The code of a call. @param {import('../cases/functions.mjs').Case} benchCase @param {'x' | 'y'} out */
export function callOf({ kind, options, whole }, out) {
  const given = Object.keys({ ...options, ...whole?.arrays }).map((key) => `${key}, `);
  if (kind === 'gradDy') given.push('dy, ');
  return `f(x, { ${given.join('')}out: ${out} });`;
}

// (module (import "env" "memory" (memory 1))
//   (func (export "copy") (param i32 i32 i32) local.get 0 local.get 1 local.get 2 memory.copy))
const COPY = [
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x07, 0x01, 0x60, 0x03, 0x7f, 0x7f, 0x7f, 0x00], // type 0: (i32, i32, i32) -> ()
  ...[0x02, 0x0f, 0x01, 0x03, 0x65, 0x6e, 0x76, 0x06, 0x6d, 0x65, 0x6d, 0x6f, 0x72, 0x79, 0x02, 0x00, 0x01], // import
  ...[0x03, 0x02, 0x01, 0x00], // one function of type 0
  ...[0x07, 0x08, 0x01, 0x04, 0x63, 0x6f, 0x70, 0x79, 0x00, 0x00], // export "copy"
  ...[0x0a, 0x0e, 0x01, 0x0c, 0x00, 0x20, 0x00, 0x20, 0x01, 0x20, 0x02, 0xfc, 0x0a, 0x00, 0x00, 0x0b], // code
];

/**
 * `memory.copy` as WebAssembly has it: the machine's limit for reading and writing the same bytes.
 * @param {WebAssembly.Memory} memory
 * @returns {(to: number, from: number, bytes: number) => void}
 */
function copyIn(memory) {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(COPY)), { env: { memory } });
  return /** @type {(to: number, from: number, bytes: number) => void} */ (instance.exports.copy);
}

/**
 * `memory.copy` needs a linear memory: `wasm` runs on WebAssembly.
 * @param {import('../cases/functions.mjs').Case} benchCase
 * @param {import('wasm-activations').Activations} wasm
 * @returns {Way[]}
 */
export function waysOf(benchCase, wasm) {
  const { op, kind, loops, whole, reference } = benchCase;
  const js = createActivations({ backend: 'js' });
  const scope = { ...parametersOf(benchCase), ...whole?.arrays };
  /** @param {import('wasm-activations').Activations} instance */
  const f = (instance) => {
    const activation = instance[/** @type {'relu'} */ (op)];
    return { ...scope, f: kind === 'forward' ? activation : activation.grad };
  };
  const resident = /** @type {const} */ ({ memory: 'resident', result: 'outs', expected: 'outs' });
  /** @param {string} name @param {string} body @returns {Way} */
  const users = (name, body) => ({
    ...{
      name,
      memory: 'ordinary',
      result: 'outs',
      expected: 'outs',
      error: whole === undefined ? loops?.error : whole.error,
    },
    batch: compile(body, scope),
  });
  /** @type {Way[]} */
  const ways = [
    { ...resident, name: 'inPlace', result: 'xs', batch: compile(callOf(benchCase, 'x'), f(wasm)) },
    { ...resident, name: 'outOfPlace', batch: compile(callOf(benchCase, 'y'), f(wasm)) },
    { ...resident, name: 'ordinary', memory: 'ordinary', batch: compile(callOf(benchCase, 'y'), f(wasm)) },
    { ...resident, name: 'typescript', memory: 'ordinary', batch: compile(callOf(benchCase, 'y'), f(js)) },
  ];
  if (whole !== undefined) ways.push(users('hand', whole.hand));
  if (loops !== undefined) ways.push(users('hand', loop(loops.hand)), users('map', map(loops.hand)));
  if (loops?.branchFree !== undefined) ways.push(users('branchFree', loop(loops.branchFree)));
  if (reference !== undefined) {
    // Its results are checked where it is measured itself.
    const batch = compile('f(x, { out: y });', { f: wasm[/** @type {'relu'} */ (reference)] });
    ways.push({ ...resident, name: 'reference', expected: 'nothing', batch });
  }
  const copy = copyIn(/** @type {WebAssembly.Memory} */ (wasm.memory));
  const body = 'copy(y.byteOffset, x.byteOffset, x.byteLength);';
  ways.push({ ...resident, name: 'copy', expected: 'xs', batch: compile(body, { copy }) });
  return ways;
}

/** Puts the right results into `outs`. @param {import('../cases/functions.mjs').Case} benchCase @returns {Batch} */
export function expectation(benchCase) {
  const { whole } = benchCase;
  if (whole !== undefined) return compile('definition(x, dy, y);', { definition: whole.definition });
  return compile(loop(calling(benchCase.kind)), { definition: definitionOf(benchCase) });
}
