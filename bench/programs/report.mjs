/** `npm run bench:report`: writes the generated tables and charts, from the results in bench/results/. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseOptions } from '../../tools/options.mjs';

const USAGE = `usage: npm run bench:report

Measures nothing: writes the tables of docs/performance.md, README's part and the charts, from bench/results/*.json.`;

parseOptions({}, USAGE);
const { generated } = await import('../reports/generated.mjs');
for (const { file, text } of generated()) {
  writeFileSync(file, text);
  console.log(`written: ${fileURLToPath(file)}`);
}
