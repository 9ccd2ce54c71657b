/** The process that `npm run bench` starts for a case: measures it at each size and sends what it finds. */
import { caseNamed } from '../cases.mjs';
import { measure, WARM_UP_SIZE, warmUp } from './measure.mjs';
import { prepare } from './prepare.mjs';

/** @type {{ name: string, sizes: number[], budget: import('./measure.mjs').Budget }} */
const { name, sizes, budget } = JSON.parse(process.argv[2]);
const { expectedAt, contendersAt } = prepare(caseNamed(name), Math.max(...sizes));

// The smallest too: short arrays take another path, which optimised code would not know.
for (const size of [sizes[0], WARM_UP_SIZE]) await warmUp(contendersAt(size, expectedAt(size)), 5 * budget.warmUp);
for (const size of sizes) {
  const timings = await measure(contendersAt(size, expectedAt(size)), budget);
  process.send?.({ size, timings });
}
