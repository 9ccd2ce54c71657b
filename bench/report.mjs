/** `npm run bench:report`: brings README's tables and charts in line with the results in bench/results/. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generated } from './report/generated.mjs';

for (const { file, text } of generated()) {
  writeFileSync(file, text);
  console.log(`written: ${fileURLToPath(file)}`);
}
