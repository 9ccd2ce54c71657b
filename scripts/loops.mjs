// The loops that people write without this package, from the bench's one list of them, as code for the command line.
import { mkdirSync, writeFileSync } from 'node:fs';
import { loops } from '../bench/loops.mjs';

/** What an expression names besides `v`, the element, and JavaScript's own. @param {string} expression */
function parametersIn(expression) {
  const names = new Set(expression.match(/(?<![.\w])[a-z]\w*/g));
  names.delete('v');
  return [...names];
}

const functions = Object.entries(loops).flatMap(([name, kinds]) => {
  const expression = kinds?.forward?.hand;
  if (expression === undefined) return [];
  const parameters = parametersIn(expression);
  const third = parameters.length === 0 ? '' : `, { ${parameters.join(', ')} }`;
  return [
    `  ${name}(x, y${third}) {
    for (let i = 0; i < x.length; i++) {
      const v = x[i];
      y[i] = ${expression};
    }
  },`,
  ];
});

mkdirSync('src/generated', { recursive: true });
writeFileSync(
  'src/generated/loops.ts',
  `export type Loop = (x: Float32Array, y: Float32Array, parameters: Record<string, number>) => void;
export const loops: Readonly<Record<string, Loop | undefined>> = {
${functions.join('\n')}
};
`,
);
