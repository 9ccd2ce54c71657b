// What the command line takes along for each elementwise function: the final hash of its results, from test/golden, and the loop
// that people write without this package, from tools/specs.ts, as code.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loopsOf } from './loops.mjs';

const root = new URL('../', import.meta.url);

const list = readFileSync(new URL('src/functions/elementwise.ts', root), 'utf8');
const names = Array.from(list.matchAll(/export \* from '\.\/(\w+)\.js';/g), ([, name]) => name);

/** Those whose results for all inputs have a hash, one number of test/golden/NAME.json. `npm run generate` makes it of others. */
const finals = names.flatMap((name) => {
  const file = new URL(`test/golden/${name}.json`, root);
  return existsSync(file) ? [{ name, final: JSON.parse(readFileSync(file, 'utf8')).forward.final }] : [];
});

/** The parameters in a loop's code: what it names but does not declare, besides `v`, the element. @param {string} code */
function parametersIn(code) {
  const declared = [...code.matchAll(/const (\w+)/g)].map(([, name]) => name);
  const named = code.match(/(?<![.\w])[a-z]\w*/g) ?? [];
  return [...new Set(named)].filter((name) => !['v', 'const', ...declared].includes(name));
}

const functions = names.map((name) => {
  const { hand } = loopsOf(name, 'forward');
  const valueAt = hand.lastIndexOf(';') + 1;
  const parameters = parametersIn(hand);
  const third = parameters.length === 0 ? '' : `, { ${parameters.join(', ')} }`;
  return `  ${name}(x, y${third}) {
    for (let i = 0; i < x.length; i++) {
      const v = x[i];
      ${hand.slice(0, valueAt)}
      y[i] = ${hand.slice(valueAt).trim()};
    }
  },`;
});

mkdirSync('src/generated', { recursive: true });
writeFileSync(
  'src/generated/golden.ts',
  `export const golden = {
${finals.map(({ name, final }) => `  ${name}: 0x${final},`).join('\n')}
} as const;
`,
);
writeFileSync(
  'src/generated/loops.ts',
  `type Loop = (x: Float32Array, y: Float32Array, parameters: Record<string, number>) => void;
export const loops = {
${functions.join('\n')}
} satisfies Record<string, Loop>;
`,
);
