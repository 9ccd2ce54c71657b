// Puts the final hash of each function's results, one number of test/golden/NAME.json, where the package finds it.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('../test/golden/', import.meta.url);

const lines = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => {
    const { forward } = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    return forward?.final === undefined ? [] : [`  ${file.slice(0, -'.json'.length)}: 0x${forward.final},`];
  });

mkdirSync('src/generated', { recursive: true });
writeFileSync('src/generated/golden.ts', `export const golden = {\n${lines.join('\n')}\n} as const;\n`);
