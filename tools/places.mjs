/** The places in which an elementwise activation is written and generated, and which of them lack one. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Functions of rows and channels, which are written elsewhere too. @param {string} list the text of src/functions/index.ts */
const others = (list) => names(list, /export \* from '\.\/(\w+)\.js';/g).filter((name) => name !== 'elementwise');

/** The first group of every match. @param {string} text @param {RegExp} pattern @returns {string[]} */
const names = (text, pattern) => Array.from(text.matchAll(pattern), ([, name]) => name);

/**
 * One line for each place that lacks a function which another one has, saying what to write there, or what generates it.
 * @param {string} root the top of the repository
 * @returns {string[]}
 */
export function missingPlaces(root) {
  const read = (/** @type {string} */ path) =>
    existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '';
  const json = (/** @type {string} */ path) => JSON.parse(read(path) || '{}');
  const files = (/** @type {string} */ folder) =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => entry.name.slice(0, -3));

  const kernels = names(read('assembly/index.ts'), /export \{ (\w+), \w+Grad\b/g);
  const elementwise = names(read('src/functions/elementwise.ts'), /export \* from '\.\/(\w+)\.js';/g);
  const table = /export const specs = \{([^}]*)\}/.exec(read('tools/specs.ts'))?.[1] ?? '';
  const rows = names(table, /(\w+),/g);
  const reference = names(read('test/reference/functions/table.h'), /^FUNCTION\((\w+),/gm);
  const forms = readdirSync(join(root, 'test/reference/functions'))
    .map((file) => read(`test/reference/functions/${file}`))
    .join('\n');
  const hardest = json('test/golden/hardest.json');
  const sample = json('test/golden/sample.json');
  const written = {
    ops: files('assembly/ops').filter((name) => read(`assembly/ops/${name}.ts`).includes(`${name}Grad`)),
    functions: files('src/functions').filter((name) => name !== 'elementwise' && name !== 'index'),
  };
  const otherNames = new Set([...others(read('src/functions/index.ts'))]);
  const all = [
    ...new Set([...elementwise, ...written.functions, ...rows, ...reference, ...kernels, ...written.ops]),
  ].filter((name) => !otherNames.has(name));

  return all.flatMap((name) => {
    const isForm = new RegExp(String.raw`\b${name}_mpfr\(|\bSELECTION\(${name}\)`).test(forms);
    /** @type {[isThere: boolean, message: string][]} */
    const places = [
      [written.ops.includes(name), `assembly/ops/${name}.ts is missing: the kernels ${name} and ${name}Grad`],
      [
        kernels.includes(name),
        `assembly/index.ts has no line for it: export { ${name}, ${name}Grad } from "./ops/${name}";`,
      ],
      [written.functions.includes(name), `src/functions/${name}.ts is missing: its doc comment and its definition`],
      [elementwise.includes(name), `src/functions/elementwise.ts has no line for it: export * from './${name}.js';`],
      [rows.includes(name), `tools/specs.ts has no row for it in \`specs\`: what it must give`],
      [reference.includes(name), `test/reference/functions/table.h has no line for it: FUNCTION(${name}, …)`],
      [isForm, `test/reference/functions/ has no ${name}_double, ${name}_mpfr and those of ${name}_grad`],
      [
        existsSync(join(root, `test/golden/${name}.json`)),
        `test/golden/${name}.json is missing: npm run generate makes it`,
      ],
      [
        name in hardest && `${name}.grad` in hardest,
        'test/golden/hardest.json has not its inputs: npm run generate finds them',
      ],
      [
        name in sample && `${name}.grad` in sample,
        'test/golden/sample.json has not its hashes: npm run generate makes them',
      ],
      [
        read('docs/functions.md').includes(`\n## ${name}\n`) && read('README.md').includes(`\n| \`${name}\` `),
        'README.md and docs/functions.md do not show it: npm run generate writes it there',
      ],
    ];
    return places.filter(([isThere]) => !isThere).map(([, message]) => `${name}: ${message}`);
  });
}
