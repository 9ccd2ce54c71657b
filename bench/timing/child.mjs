/** The process that `npm run bench` starts for a case: it measures the case at each size and sends the results. */
import { caseNamed } from '../cases/functions.mjs';
import { onePassCases } from '../cases/onePass.mjs';
import { measure, WARM_UP_SIZE, warmUp } from './measure.mjs';
import { onePassContenders } from './onePass.mjs';
import { prepare } from './prepare.mjs';

/** @type {{ name: string, sizes: number[], budget: import('./measure.mjs').Budget }} */
const { name, sizes, budget } = JSON.parse(process.argv[2]);
const onePass = onePassCases.find((one) => one.name === name);

if (onePass === undefined) {
  const { expectedAt, contendersAt } = prepare(caseNamed(name), Math.max(...sizes));
  // The smallest too: short arrays take another path, which optimised code would not know.
  for (const size of [sizes[0], WARM_UP_SIZE]) await warmUp(contendersAt(size, expectedAt(size)), 5 * budget.warmUp);
  for (const size of sizes) {
    const timings = await measure(contendersAt(size, expectedAt(size)), budget);
    process.send?.({ size, timings });
  }
} else {
  for (const size of sizes) {
    const { contenders, dispose } = await onePassContenders(onePass, size);
    await warmUp(contenders, 5 * budget.warmUp);
    const timings = await measure(contenders, budget);
    process.send?.({ size, timings });
    await dispose();
  }
}
