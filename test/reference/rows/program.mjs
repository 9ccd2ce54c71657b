// What the programs of this directory share: the C program, the rows, which the tests have in TypeScript, and the backends.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createActivations } from '../../../build/modules/index.js';
import { compile } from '../../support/sweep.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const built = join(here, '../../../build/rows');

/**
 * @typedef {typeof import('../../support/inputs.js')} Inputs
 * @typedef {typeof import('../../support/rowInputs.js')} RowInputs
 * @typedef {typeof import('../../support/rowFunctions.js')} RowFunctions
 */

/** @returns {Promise<Inputs & RowInputs & RowFunctions>} */
export async function rowModules() {
  const names = ['inputs', 'rowInputs', 'rowFunctions'];
  const compiled = await compile(join(here, '../../support'), names);
  const modules = await Promise.all(names.map((name) => import(compiled(name).href)));
  return Object.assign({}, ...modules);
}

/** Every path that a row can take: TypeScript; WebAssembly through its tiles; WebAssembly in place. */
export function instances() {
  const [js, wasm] = /** @type {const} */ (['js', 'wasm']).map((backend) => {
    const api = createActivations({ backend });
    if (api.backend.name !== backend) throw new Error(`there is no ${backend} here: ${api.backend.reason}`);
    return api;
  });
  const ordinary = (/** @type {number} */ length) => new Float32Array(length);
  return [
    { name: 'js', api: js, array: ordinary },
    { name: 'wasm, ordinary arrays', api: wasm, array: ordinary },
    { name: 'wasm, arrays in its own memory', api: wasm, array: wasm.alloc },
  ];
}

/** Builds the C program. @returns {(mode: 'check' | 'round', input: Uint8Array) => Buffer} what runs it */
export function reference() {
  mkdirSync(built, { recursive: true });
  const program = join(built, 'rows');
  const sources = ['rows.c', 'functions.c'].map((file) => join(here, file));
  const flags = ['-O2', '-Wall', '-Wextra', '-Werror', '-ffp-contract=off', '-std=c11'];
  execFileSync('gcc', [...flags, '-o', program, ...sources, '-lmpfr', '-lgmp', '-lm']);
  return (mode, input) => {
    const { stdout, stderr, status, error } = spawnSync(program, [mode], { input, maxBuffer: 2 ** 30 });
    if (error) throw error;
    if (status !== 0) throw new Error(`${program}: ${stderr}`);
    return stdout;
  };
}

/** Its input. @param {readonly (Float32Array | Uint32Array)[]} arrays */
export function bytesOf(arrays) {
  return Buffer.concat(arrays.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)));
}
