/** The generated parts of the docs and of bench/README.md, from the committed results. */
import { MAIN_SIZE } from '../cases/functions.mjs';
import { described } from '../timing/machine.mjs';
import { accuracyTable, onnxTable } from './accuracy.mjs';
import { costTable, versionsTable } from './cost.mjs';
import { digits, integer, median } from './figures.mjs';
import { functionsTable, LEGEND, sizesTable } from './functions.mjs';
import { speeds } from './functionsChart.mjs';
import { modelsSentence, modelsTable } from './models.mjs';
import { parallelTable } from './parallel.mjs';
import { allPeersTable, operationsTable } from './peers.mjs';
import { resultNames, resultsOf } from './results.mjs';
import { onePassSentence, onePassTable, targetsTable } from './targets.mjs';

/** The sizes of relu's table; the JSON has more. */
const SIZES = [16, 256, 4096, MAIN_SIZE, 2 ** 20, 2 ** 24];

/**
 * @typedef {{ machine: import('../timing/machine.mjs').Machine, quick: boolean }} Run
 * @typedef {Run & { cases: import('../timing/runCase.mjs').Result[] }} Measured
 */

/** Where the figures come from. @param {Run} run @param {string} command */
const origin = ({ machine, quick }, command) =>
  `${described(machine)}; \`npm run ${command}\`${quick ? ', a short run: provisional' : ''}.`;

/** @param {string} directory of the charts, as the text's file sees it @param {string} name @param {number} width @param {string} alt */
const picture = (directory, name, width, alt) => `<img src="${directory}/${name}.svg" width="${width}" alt="${alt}">`;

const CHART_ALT =
  'A bar for each function: how many times as fast as the JavaScript loop, on arrays from alloc and on ordinary arrays, and billion elements a second.';

/** @param {Measured} functions @param {string} charts their directory */
function summary(functions, charts) {
  const rows = speeds(functions.cases);
  const [fastest] = rows;
  const slowest = rows[rows.length - 1];
  const ofAll = (/** @type {readonly number[]} */ values) => digits(median(values));
  return `${picture(charts, 'functions', 480, CHART_ALT)}

**Against the hand loop**, with ${integer(MAIN_SIZE)} numbers: on arrays from \`alloc\` from ${digits(slowest.resident)} (\`${slowest.name}\`) to ${digits(fastest.resident)} times (\`${fastest.name}\`) as fast,
with a median of ${ofAll(rows.map(({ resident }) => resident))} over all functions; on ordinary arrays the median is ${ofAll(rows.map(({ ordinary }) => ordinary))}.
${origin(functions, 'bench')}`;
}

/** @param {Measured} functions */
const functionsBlock = (
  functions,
) => `Billion elements a second, and how many times as fast as the hand loop. float32, one thread, numbers between -8 and 8.

${functionsTable(functions.cases)}

${origin(functions, 'bench')}`;

/** @param {Measured} functions @param {string} charts */
function sizesBlock(functions, charts) {
  const relu = functions.cases.find(({ name }) => name === 'relu');
  const table = relu === undefined ? '' : sizesTable(relu, (size) => SIZES.includes(size));
  return `${picture(charts, 'sizes', 930, 'Throughput of relu against the length of the array. The table below has the numbers.')}

${LEGEND}

${table}

${origin(functions, 'bench')}`;
}

/** @param {Measured} functions */
const onePassBlock = (functions) =>
  functions.cases.some(({ name }) => name.startsWith('onePass.'))
    ? `${onePassTable(functions.cases)}\n\n${origin(functions, 'bench')}`
    : '`npm run bench -- --only onePass` prints this table. The committed results are older than these options.';

/** @param {Measured & { versions: string[] }} peers */
const peersBlock = (
  peers,
) => `Billion elements a second, ${integer(MAIN_SIZE)} elements. First data that lies in the package's own memory already (an array from
\`alloc\`, a tensor), then ordinary arrays in and out. Functions that TensorFlow.js has no operation for are composed as its layers compose them.

${allPeersTable(peers.cases)}

${peers.versions.join(', ')}.
${origin(peers, 'bench:peers')}`;

/** @param {Run & import('../programs/parallel.mjs').Parallel} parallel @param {string} charts */
const threadsBlock = (parallel, charts) =>
  `${picture(charts, 'threads', 930, 'The speed of two threads against one, for arrays of all lengths. The tables below have the numbers.')}

${parallelTable(parallel)}

${origin(parallel, 'bench:parallel')}`;

/** @param {Run & { imports: import('./cost.mjs').Cost[], versions?: import('./cost.mjs').Version[], ratio: import('../timing/measure.mjs').Timing }} cost */
function costBlock(cost) {
  const versions = cost.versions === undefined ? [] : [versionsTable(cost.versions, cost.ratio)];
  return [costTable(cost.imports), ...versions, origin(cost, 'bench:cost')].join('\n\n');
}

/** The parts of docs/performance.md by their names. @returns {Record<string, string>} */
export function performanceBlocks() {
  const functions = resultsOf('functions');
  const cost = resultsOf('cost');
  const charts = '../bench/results';
  return {
    summary: summary(functions, charts),
    functions: functionsBlock(functions),
    sizes: sizesBlock(functions, charts),
    onePass: onePassBlock(functions),
    peers: peersBlock(resultsOf('peers')),
    threads: threadsBlock(resultsOf('parallel'), charts),
    cost: costBlock(cost),
  };
}

/** The part of bench/README.md: a table for each Node. @returns {Record<string, string>} */
export const targetBlocks = () => ({
  targets: resultNames('targets')
    .map(resultsOf)
    .map((run) => `${targetsTable(run.rows)}\n\n${origin(run, 'bench:targets')}`)
    .join('\n\n'),
});

/** The parts of docs/accuracy.md. @returns {Record<string, string>} */
export function accuracyBlocks() {
  const accuracy = resultsOf('accuracy');
  const onnx = resultsOf('onnx');
  return {
    accuracy: `${accuracyTable(accuracy.functions)}

${integer(accuracy.inputs)} inputs; ${accuracy.versions.join(', ')}.
${origin(accuracy, 'bench:accuracy')}`,
    onnx: `${onnxTable(onnx.functions)}

${integer(onnx.inputs)} random bit patterns, the special values among them; ${onnx.versions.join(', ')}.
${origin(onnx, 'bench:onnx')}`,
  };
}

/** The parts of docs/tensorflow.md. @returns {Record<string, string>} */
export function tensorflowBlocks() {
  const peers = resultsOf('peers');
  const models = resultsOf('models');
  const versions = models.versions.filter((/** @type {string} */ name) => name.includes('tfjs'));
  return {
    operations: `${operationsTable(peers.cases)}\n\n${origin(peers, 'bench:peers')}`,
    models: `${modelsTable(models.runs)}\n\n${versions.join(', ')}.\n${origin(models, 'bench:models')}`,
  };
}

/** README's part: three figures, as far as they were measured. */
export function readmeSummary() {
  const functions = resultsOf('functions');
  const models = resultsOf('models');
  const onePass = onePassSentence(functions.cases);
  return [
    summary(functions, 'bench/results'),
    ...(onePass === undefined ? [] : [`${onePass}\n${origin(functions, 'bench')}`]),
    `${modelsSentence(models.runs)}\n${origin(models, 'bench:models')}`,
  ].join('\n\n');
}
