/** `npm run bench:binaries`: an old and a new binary of the kernels, in turn in one process, over the same arrays. */
import { existsSync, readFileSync } from 'node:fs';
import { misuse, OPTIONS, parseCommandLine } from '../tools/options.mjs';
import { described, machine } from './machine.mjs';
import { digits, integer, markdownTable, ratio, spread, throughput } from './report/table.mjs';
import { mostPasses, randomSource } from './timing/data.mjs';
import { elementwise, parametersOf } from './timing/definition.mjs';
import { FULL, measure, QUICK } from './timing/measure.mjs';

const USAGE = `usage: npm run bench:binaries -- [--quick] [--only NAME] OLD.wasm NEW.wasm

Times the kernels of two binaries in turn, and says how many times as fast the new one is. For maintainers, before a
release: build the last release in a clone, and compare its dist/kernels.wasm with this one's. Takes 20 seconds.
  --only NAME  the functions whose name contains NAME; without it relu and leakyRelu
  --quick      fewer samples, for a first impression`;

const STANDARD = ['relu', 'leakyRelu'];
const SIZES = [16_384, 65_536, 2 ** 20];
const LONGEST = 2 ** 20;
const PAGE = 65_536;

const { values, positionals } = parseCommandLine({ quick: OPTIONS.quick, only: OPTIONS.only }, USAGE);
if (positionals.length !== 2) misuse(`two binaries are needed, got ${positionals.length}`, USAGE);
for (const file of positionals) if (!existsSync(file)) misuse(`${file}: no such file`, USAGE);

const memory = new WebAssembly.Memory({ initial: (2 * 4 * LONGEST) / PAGE + 1 });
const [old, fresh] = positionals.map((file) => {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), { env: { memory } });
  return /** @type {Record<string, (...operands: number[]) => void>} */ (exports);
});
const xAt = PAGE;
const yAt = PAGE + 4 * LONGEST;
const random = randomSource(LONGEST);

const chosen = elementwise.filter((name) =>
  values.only === '' ? STANDARD.includes(name) : name.includes(values.only),
);
const names = chosen.filter((name) => name in old && name in fresh);
if (names.length === 0) misuse(`--only ${values.only}: no such function in both binaries`, USAGE);

/**
 * A binary's kernel as a contender, compiled to code of its own: a call site that both shared would be slower.
 * @param {string} contender @param {(...operands: number[]) => void} kernel @param {readonly number[]} operands
 * @param {Float32Array} x
 * @returns {import('./timing/measure.mjs').Contender}
 */
function contenderOf(contender, kernel, operands, x) {
  const source = `return (passes) => { for (let i = 0; i < passes; i++) kernel(${operands.join(', ')}); };`;
  const batch = new Function('kernel', source)(kernel);
  return { name: contender, calls: 1, mostPasses: mostPasses(x.length), refresh: () => random.fill([x]), batch };
}

/** The bits that a kernel leaves. @param {(...operands: number[]) => void} kernel @param {readonly number[]} operands @param {Float32Array} x */
function bitsOf(kernel, operands, x) {
  random.fill([x], 0);
  kernel(...operands);
  return new Int32Array(memory.buffer.slice(operands[1], operands[1] + x.byteLength));
}

const rows = [];
for (const name of names) {
  const constants = Object.values(parametersOf({ op: name, options: {} }));
  for (const [way, out] of /** @type {const} */ ([
    ['in place', xAt],
    ['out of place', yAt],
  ])) {
    for (const size of SIZES) {
      const x = new Float32Array(memory.buffer, xAt, size);
      const operands = [xAt, out, size, ...constants];
      const bits = bitsOf(old[name], operands, x);
      const equal = bitsOf(fresh[name], operands, x).every((word, i) => word === bits[i]);
      const timings = await measure(
        [contenderOf('old', old[name], operands, x), contenderOf('new', fresh[name], operands, x)],
        values.quick ? QUICK : FULL,
      );
      const speed = (/** @type {'old' | 'new'} */ one) =>
        `${digits(throughput(size, timings[one]))} ±${spread(timings[one])}%`;
      const times = `${digits(ratio(timings.new, timings.old))}x`;
      rows.push([`${name}, ${way}, ${integer(size)}`, speed('old'), speed('new'), times, equal ? 'equal' : 'DIFFER']);
    }
  }
}

console.log(`${described(machine())}\n\nBillion elements a second.\n`);
console.log(markdownTable(['kernel', 'old', 'new', 'new against old', 'bits'], rows));
