/** The generated parts of README.md, docs/performance.md and bench/README.md, from the results that are kept. */
import { readdirSync, readFileSync } from 'node:fs';
import { described } from '../machine.mjs';
import { peersTable } from '../peers/table.mjs';
import { costTable } from './costTable.mjs';
import { floorsTable } from './floorsTable.mjs';
import { WAYS } from './names.mjs';
import { parallelTable } from './parallelTable.mjs';
import { digits, markdownTable, ratio, throughput, whole } from './table.mjs';

const MIDDLE = 65_536;
/** The sizes that tables show; the JSON has more. */
const SIZES = [16, 256, 4096, MIDDLE, 2 ** 20, 2 ** 24];
const PEER_SIZES = [1024, MIDDLE, 2 ** 20];

/** @param {string} name the file's, and the script's */
export function readResults(name) {
  return JSON.parse(readFileSync(new URL(`../results/${name}.json`, import.meta.url), 'utf8'));
}

/** The results whose name begins so: floors.json, and floors-node24.json where there is one. @param {string} start */
function names(start) {
  const files = readdirSync(new URL('../results/', import.meta.url));
  return files
    .filter((file) => file.startsWith(start))
    .map((file) => file.replace('.json', ''))
    .sort();
}

/**
 * @typedef {{ machine: import('../machine.mjs').Machine, quick: boolean }} Run
 * @typedef {Run & { cases: import('../timing/runCase.mjs').Result[] }} Measured
 */

/** Where the figures come from. @param {Run} run @param {string} command */
const origin = ({ machine, quick }, command) =>
  `${described(machine)}; \`npm run ${command}\`${quick ? ', a short run: provisional' : ''}.`;

/** @param {Measured} run @param {string} name */
const pointsOf = ({ cases }, name) => cases.find((one) => one.name === name)?.points ?? [];

/** @param {readonly import('../timing/runCase.mjs').Point[]} points @param {readonly number[]} sizes */
const at = (points, sizes) => points.filter(({ size }) => sizes.includes(size));

/** @param {number} size @param {string} way @param {import('../timing/runCase.mjs').Timings} timings */
function cell(size, way, timings) {
  const times = digits(ratio(timings[way], timings.hand));
  return `${digits(throughput(size, timings[way]))} (${times}x)`;
}

/** @param {Measured} kernels */
function summary(kernels) {
  const [{ timings }] = at(pointsOf(kernels, 'relu'), [MIDDLE]);
  const times = (/** @type {string} */ way) => `${digits(ratio(timings[way], timings.hand))} times`;
  return `<picture>
  <source media="(prefers-color-scheme: dark)" srcset="bench/results/throughput-dark.svg">
  <img src="bench/results/throughput-light.svg" width="930" alt="Throughput of relu against the length of the array: wasm in linear memory, wasm on ordinary arrays, TypeScript, a hand-written loop and memory.copy. The tables below have the numbers.">
</picture>

relu of ${whole(MIDDLE)} numbers with random signs, against the loop \`y[i] = v > 0 ? v : 0\`: ${times('inPlace')} as fast on an
array from \`alloc\`, ${times('ordinary')} on ordinary arrays, ${times('typescript')} without WebAssembly.
${origin(kernels, 'bench')}`;
}

/** @param {Measured} kernels */
function kernelTables(kernels) {
  const ways = Object.entries(WAYS);
  const forward = kernels.cases
    .filter(({ name }) => !name.includes('.'))
    .map(({ name, points }) => {
      const shown = at(points, SIZES);
      const rows = ways
        .filter(([way]) => way in shown[0].timings)
        .map(([way, label]) => [label, ...shown.map(({ size, timings }) => cell(size, way, timings))]);
      return markdownTable([name, ...shown.map(({ size }) => whole(size))], rows);
    });
  const gradients = kernels.cases.filter(({ name }) => /\.grad(Dy)?$/.test(name));
  const columns = ways.filter(([way]) => way !== 'map' && way !== 'copy');
  const rows = gradients.map(({ name, points }) => {
    const [{ size, timings }] = at(points, [MIDDLE]);
    const label = name.endsWith('Dy') ? `${name.slice(0, -2)} with \`dy\`` : name;
    return [label, ...columns.map(([way]) => (way in timings ? cell(size, way, timings) : '–'))];
  });
  return `Billion elements a second, and in brackets how many times as fast as the hand loop. float32, one thread, random signs.

${forward.join('\n\n')}

The gradients, ${whole(MIDDLE)} elements:

${markdownTable(['', ...columns.map(([, label]) => label)], rows)}

${origin(kernels, 'bench')} [bench/README.md](../bench/README.md) says what each row is.`;
}

/** @param {Measured & { versions: string[] }} peers */
function peerTables(peers) {
  const tables = peers.cases.map(({ name, points }) => `${name}:\n\n${peersTable(at(points, PEER_SIZES))}`);
  return `Billion elements a second; for each size, data that lies in the package's own memory already, and ordinary arrays in and out.

${tables.join('\n\n')}

${peers.versions.join(', ')}.
${origin(peers, 'bench:peers')}`;
}

/** @param {Run & { imports: import('./costTable.mjs').Cost[], kernels: number }} cost */
const costBlock = (cost) => `${costTable(cost.imports, cost.kernels)}\n\n${origin(cost, 'bench:cost')}`;

/** @param {Run & { rows: import('./floorsTable.mjs').Row[] }} floors */
const floorsBlock = (floors) => `${floorsTable(floors.rows)}\n\n${origin(floors, 'bench:floors')}`;

/** @param {Run & import('../parallel.mjs').Parallel} parallel */
const parallelBlock = (parallel) => `${parallelTable(parallel)}\n\n${origin(parallel, 'bench -- --parallel')}`;

/** File, name of the block, content. @returns {Record<string, Record<string, string>>} */
export function blocks() {
  const kernels = readResults('kernels');
  return {
    'README.md': {
      summary: summary(kernels),
    },
    'docs/performance.md': {
      kernels: kernelTables(kernels),
      peers: peerTables(readResults('peers')),
      cost: costBlock(readResults('cost')),
      parallel: parallelBlock(readResults('parallel')),
    },
    'bench/README.md': { floors: names('floors').map(readResults).map(floorsBlock).join('\n\n') },
  };
}
