/** Every file that is generated from the committed results, or has parts that are, with the text it has to have. */
import { readFileSync } from 'node:fs';
import { accuracyBlocks, performanceBlocks, readmeSummary, targetBlocks, tensorflowBlocks } from './blocks.mjs';
import { functionsChart, speeds } from './functionsChart.mjs';
import { sizesChart, threadsChart } from './linesChart.mjs';
import { resultsOf } from './results.mjs';

const root = new URL('../../', import.meta.url);

/** @param {string} text @param {string} name @param {string} content */
export function withBlock(text, name, content) {
  const begin = `<!-- bench:${name} -->\n`;
  const end = `<!-- /bench:${name} -->`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`there is no place between ${begin.trim()} and ${end}`);
  return `${text.slice(0, from)}${begin}${content}\n${text.slice(to)}`;
}

/** @param {string} path @param {Record<string, string>} blocks */
function withBlocks(path, blocks) {
  const file = new URL(path, root);
  let text = readFileSync(file, 'utf8');
  for (const [name, content] of Object.entries(blocks)) text = withBlock(text, name, content);
  return { file, text };
}

/** @param {string} name @param {string} text */
const chartFile = (name, text) => ({ file: new URL(`bench/results/${name}.svg`, root), text });

/** @param {import('../timing/machine.mjs').Machine} machine */
const where = ({ cpu, node }) => `${cpu}, Node ${node}`;

/** @returns {{ file: URL, text: string }[]} */
export function generated() {
  /** @type {import('./blocks.mjs').Measured} */
  const { machine, cases } = resultsOf('functions');
  const parallel = resultsOf('parallel');
  const relu = cases.find(({ name }) => name === 'relu')?.points ?? [];
  return [
    withBlocks('README.md', { summary: readmeSummary() }),
    withBlocks('docs/performance.md', performanceBlocks()),
    withBlocks('bench/README.md', targetBlocks()),
    withBlocks('docs/accuracy.md', accuracyBlocks()),
    withBlocks('docs/tensorflow.md', tensorflowBlocks()),
    chartFile(
      'functions',
      functionsChart(`65,536 float32 between -8 and 8, one thread (${where(machine)})`, speeds(cases)),
    ),
    chartFile('sizes', sizesChart(`relu, float32, one thread (${where(machine)})`, relu)),
    chartFile('threads', threadsChart(`Two threads against one (${where(parallel.machine)})`, parallel.cases)),
  ];
}
