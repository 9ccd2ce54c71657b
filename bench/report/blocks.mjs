/** The generated parts of docs/performance.md and README.md, from the results that are kept. */
import { MAIN_SIZE } from '../cases.mjs';
import { described } from '../machine.mjs';
import { functionsTable, peersTable } from '../peers/table.mjs';
import { costTable } from './costTable.mjs';
import { floorsTable } from './floorsTable.mjs';
import { speeds } from './functionsChart.mjs';
import { functionsTables, LEGEND, sizesTable } from './kernelTables.mjs';
import { modelsSentence, modelsTable } from './modelsTable.mjs';
import { operationsTable } from './operationsTable.mjs';
import { parallelTable } from './parallelTable.mjs';
import { resultNames, resultsOf } from './results.mjs';
import { digits, integer } from './table.mjs';

/** The sizes that tables show; the JSON has more. */
const SIZES = [16, 256, 4096, MAIN_SIZE, 2 ** 20, 2 ** 24];
const PEER_SIZES = [1024, MAIN_SIZE, 2 ** 20];

/**
 * @typedef {{ machine: import('../machine.mjs').Machine, quick: boolean }} Run
 * @typedef {Run & { cases: import('../timing/runCase.mjs').Result[] }} Measured
 */

/** Where the figures come from. @param {Run} run @param {string} command */
export const origin = ({ machine, quick }, command) =>
  `${described(machine)}; \`npm run ${command}\`${quick ? ', a short run: provisional' : ''}.`;

/** @param {string} directory of the charts, as the text's file sees it @param {string} name @param {number} width @param {string} alt */
const picture = (directory, name, width, alt) => `<picture>
  <source media="(prefers-color-scheme: dark)" srcset="${directory}/${name}-dark.svg">
  <img src="${directory}/${name}-light.svg" width="${width}" alt="${alt}">
</picture>`;

const CHART_ALT =
  'A bar for each function: how many times as fast as the JavaScript loop, on arrays from alloc and on ordinary arrays, and billion elements a second.';

/** The median of all functions. @param {readonly number[]} values */
const middle = (values) => digits([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]);

/** @param {Measured} kernels @param {string} charts their directory */
function summary(kernels, charts) {
  const rows = speeds(kernels.cases);
  const [fastest] = rows;
  const slowest = rows[rows.length - 1];
  return `${picture(charts, 'functions', 480, CHART_ALT)}

${integer(MAIN_SIZE)} numbers, against the loop that one writes by hand: ${digits(slowest.resident)} (\`${slowest.name}\`) to ${digits(fastest.resident)} times (\`${fastest.name}\`) as fast on arrays from
\`alloc\`, ${middle(rows.map(({ resident }) => resident))} times in the middle of the list; on ordinary arrays ${middle(rows.map(({ ordinary }) => ordinary))} times.
${origin(kernels, 'bench')}`;
}

/** @param {Measured} kernels */
const functionsBlock = (kernels) => `${LEGEND}

${functionsTables(kernels.cases)}

${origin(kernels, 'bench')}`;

/** @param {Measured} kernels @param {string} charts */
function sizesBlock(kernels, charts) {
  const tables = kernels.cases
    .filter(({ name, points }) => points.length > 1 && !name.includes('.'))
    .map((one) => sizesTable(one, (size) => SIZES.includes(size)));
  const alt = 'Throughput of relu against the length of the array. The tables below have the numbers.';
  return `${picture(charts, 'throughput', 930, alt)}

${LEGEND}

${tables.join('\n\n')}

${origin(kernels, 'bench')}`;
}

/** @param {Measured & { versions: string[] }} peers */
function peersBlock(peers) {
  // The others are in the table of all functions.
  const swept = peers.cases.filter(({ points }) => points[0].size < PEER_SIZES[0]);
  const tables = swept.map(({ name, points }) => {
    const shown = points.filter(({ size }) => PEER_SIZES.includes(size));
    return `${name}:\n\n${peersTable(shown)}`;
  });
  return `Billion elements a second, ${integer(MAIN_SIZE)} elements. First data that lies in the package's own memory already (a resident array, a
tensor), then ordinary arrays in and out. What TensorFlow.js has no operation for is composed as its layers compose it.

${functionsTable(peers.cases, MAIN_SIZE)}

The same at other sizes, and after \`accelerate(tf)\`:

${tables.join('\n\n')}

${peers.versions.join(', ')}.
${origin(peers, 'bench:peers')}`;
}

/** @param {Run & { imports: import('./costTable.mjs').Cost[], kernels: number }} cost */
const costBlock = (cost) => `${costTable(cost.imports, cost.kernels)}\n\n${origin(cost, 'bench:cost')}`;

/** @param {Run & { rows: import('./floorsTable.mjs').Row[] }} floors */
const floorsBlock = (floors) => `${floorsTable(floors.rows)}\n\n${origin(floors, 'bench:floors')}`;

/** @param {Run & import('../parallel.mjs').Parallel} parallel */
const parallelBlock = (parallel) => `${parallelTable(parallel)}\n\n${origin(parallel, 'bench:parallel')}`;

/** The parts of docs/performance.md by their names. @returns {Record<string, string>} */
export function performanceBlocks() {
  const kernels = resultsOf('kernels');
  const charts = '../bench/results';
  return {
    summary: summary(kernels, charts),
    functions: functionsBlock(kernels),
    sizes: sizesBlock(kernels, charts),
    peers: peersBlock(resultsOf('peers')),
    parallel: parallelBlock(resultsOf('parallel')),
    cost: costBlock(resultsOf('cost')),
    floors: resultNames('floors').map(resultsOf).map(floorsBlock).join('\n\n'),
  };
}

/** @param {Measured} peers */
const operationsBlock = (peers) => `${operationsTable(peers.cases)}\n\n${origin(peers, 'bench:peers')}`;

/** @param {Run & { runs: import('./modelsTable.mjs').Run[], versions: string[] }} models */
const modelsBlock = (models) =>
  `${modelsTable(models.runs)}\n\n${models.versions.filter((name) => name.includes('tfjs')).join(', ')}.\n${origin(models, 'bench:models')}`;

/** The parts of docs/tensorflow.md. @returns {Record<string, string>} */
export const tensorflowBlocks = () => ({
  operations: operationsBlock(resultsOf('peers')),
  models: modelsBlock(resultsOf('models')),
});

/** README's part. */
export const readmeSummary = () =>
  `${summary(resultsOf('kernels'), 'bench/results')}

${modelsSentence(resultsOf('models').runs)}`;
