// Lists every function that src/functions/ exports, in an object that a function makes: a namespace that is used as a value keeps all
// of them in a bundle that imports one.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

/** The modules that a list of src/functions/ exports, each of which has a function of its name. @param {string} list @returns {string[]} */
const listed = (list) =>
  Array.from(
    readFileSync(`src/functions/${list}.ts`, 'utf8').matchAll(/export \* from '\.\/(\w+)\.js';/g),
    ([, name]) => name,
  ).flatMap((name) => (name === 'elementwise' ? listed(name) : name));

const names = listed('index');
mkdirSync('src/generated', { recursive: true });
writeFileSync(
  'src/generated/functions.ts',
  `import type * as functions from '../functions/index.js';
${names.map((name) => `import { ${name} } from '../functions/${name}.js';`).join('\n')}

/** Every function, by name. */
export const everyFunction = (): typeof functions => ({ ${names.join(', ')} });
`,
);
