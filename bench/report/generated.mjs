/** Every file that is generated from the results, or has parts that are, with the text it has to have. */
import { readFileSync } from 'node:fs';
import { blocks, readResults } from './blocks.mjs';
import { chart, themes } from './chart.mjs';

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

/** @returns {{ file: URL, text: string }[]} */
export function generated() {
  const texts = Object.entries(blocks()).map(([path, parts]) => {
    const file = new URL(path, root);
    let text = readFileSync(file, 'utf8');
    for (const [name, content] of Object.entries(parts)) text = withBlock(text, name, content);
    return { file, text };
  });
  /** @type {import('./blocks.mjs').Measured} */
  const { machine, cases } = readResults('kernels');
  const points = cases.find(({ name }) => name === 'relu')?.points ?? [];
  const title = `relu, float32, one thread, random signs (${machine.cpu}, Node ${machine.node})`;
  const charts = themes.map((theme) => ({
    file: new URL(`bench/results/throughput-${theme}.svg`, root),
    text: chart(title, points, theme),
  }));
  return [...texts, ...charts];
}
