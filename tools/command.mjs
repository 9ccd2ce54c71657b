// What the command line takes along: the final hash of each function's results, from test/golden, and the loop that people
// write without this package, from tools/specs.ts, as code.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loopsOf } from './loops.mjs';

const golden = new URL('../test/golden/', import.meta.url);

/** Each function whose results for all inputs have a hash: one number of test/golden/NAME.json. */
const finals = readdirSync(golden)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => {
    const { forward } = JSON.parse(readFileSync(new URL(file, golden), 'utf8'));
    return forward?.final === undefined ? [] : [{ name: file.slice(0, -'.json'.length), final: forward.final }];
  });

/** The parameters in a loop's code: what it names but does not declare, besides `v`, the element. @param {string} code */
function parametersIn(code) {
  const declared = [...code.matchAll(/const (\w+)/g)].map(([, name]) => name);
  const named = code.match(/(?<![.\w])[a-z]\w*/g) ?? [];
  return [...new Set(named)].filter((name) => !['v', 'const', ...declared].includes(name));
}

const functions = finals.map(({ name }) => {
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
