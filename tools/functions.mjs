// The documentation of each function, from the doc comments in src/functions/: see USAGE.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseOptions } from './options.mjs';
import { alignedTable } from './table.mjs';

const USAGE = `usage: npm run docs:functions

Writes the table of functions in README.md and docs/functions.md from the doc comments in src/functions/, in the order of
src/functions/elementwise.ts, then src/functions/index.ts. test/documentation.test.ts fails where they are out of date.`;

const root = new URL('../', import.meta.url);
const read = (/** @type {string} */ path) => readFileSync(new URL(path, root), 'utf8');

/** @typedef {{ name: string, formula: string, parameters: [name: string, text: string, value: string][], text: string }} Documented */

/** What the module of an activation says about it. @param {string} name @returns {Documented} */
function documented(name) {
  const source = read(`src/functions/${name}.ts`);
  const comment = new RegExp(String.raw`/\*\*((?:(?!\*/).)*)\*/\nexport const ${name}\b`, 's').exec(source)?.[1];
  const text = comment?.replace(/^ \*(?: |$)/gm, '').trim() ?? '';
  const formula = new RegExp(String.raw`^\x60${name}\([^)]*\) = (.+)\x60$`, 'm').exec(text)?.[1];
  if (formula === undefined)
    throw new Error(`src/functions/${name}.ts: no doc comment that begins with \`${name}(x) = …\``);
  const options = source.matchAll(/\/\*\*([^/]*?)\bDefault (\S+)\.\s*\*\/\s+readonly (\w+)\?:/g);
  return {
    name,
    formula,
    parameters: Array.from(options, ([, about, value, key]) => [key, about.replace(/\s+\*?\s*/g, ' ').trim(), value]),
    text,
  };
}

/** The modules that a list of src/functions/ exports. @param {string} list @returns {string[]} */
const listed = (list) =>
  Array.from(read(`src/functions/${list}.ts`).matchAll(/export \* from '\.\/(\w+)\.js';/g), ([, name]) => name);

export const functions = [...listed('elementwise'), ...listed('index').filter((name) => name !== 'elementwise')].map(
  documented,
);

function summary() {
  const rows = functions.map(({ name, formula, parameters }) => [
    `\`${name}\``,
    `\`${formula.replaceAll('|', '\\|')}\``,
    parameters.map(([key, , value]) => `${key} = ${value}`).join(', '),
  ]);
  return alignedTable(['function', 'f(x)', 'parameters, defaults'], rows);
}

/** @param {Documented} activation */
function section({ name, parameters, text }) {
  const linked = text.replace(/\{@link (\w+)\}/g, (_, target) =>
    functions.some((other) => other.name === target)
      ? `[${target}](#${target.toLowerCase()})`
      : '[all functions](values.md#errors)',
  );
  const options = parameters.map(([key, about, value]) => `- \`${key}\`: ${about} Default ${value}.\n`).join('');
  const [head, example] = linked.split('@example\n');
  return `## ${name}\n\n${head.trim().replace('\n\n', `\n\n${options}`)}\n\n${example.trim()}`;
}

/** Path and text of each file that is made from the doc comments. @returns {[path: string, text: string][]} */
export function generated() {
  const begin = '<!-- functions -->\n';
  const end = '\n<!-- /functions -->';
  const [before, rest] = read('README.md').split(begin);
  return [
    ['README.md', `${before}${begin}${summary()}${end}${rest.split(end)[1]}`],
    [
      'docs/functions.md',
      `# Functions

From the doc comments in src/functions/, by \`npm run docs:functions\`. Each function \`f\` is called as \`f(x, options)\`, and its derivative
as \`f.grad(x, options)\`: [Values](values.md).

${functions.map(section).join('\n\n')}
`,
    ],
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  parseOptions({}, USAGE);
  for (const [path, text] of generated()) writeFileSync(new URL(path, root), text);
}
