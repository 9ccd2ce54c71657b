// Other parameters than the defaults, on wasm, TypeScript and the C reference: see USAGE.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chosenNames } from '../../../tools/options.mjs';
import { compile, report, runWorker, sweepOptions, withProgress } from '../../support/sweep.mjs';

/** A prime, such that there are more than 2^24 inputs. */
const STRIDE = 509;
/** What the doc comments promise, in ULP. */
const BOUND = 0.501;
/** The same next to the root of silu', where beta x is rounded and the terms cancel. */
const BOUND_AT_ROOT = 0.65;

const reference = fileURLToPath(new URL('../../../build/reference/reference', import.meta.url));

const USAGE = `usage: npm run test:parameters -- [--only NAME]... [--stride N] [--threads N]

Every ${STRIDE}th float32 input under each parameter of a list (test/values/parameters/cases.ts): f, f' at each kink and dy f' must have
the same bits on wasm and TypeScript. Functions that compute in float64 must be within ${BOUND} ULP of the C reference as well, silu' within ${BOUND_AT_ROOT}
(make -C test/reference builds it), f and f'; where a parameter is beyond 2^100 or 2^-100 on every 32nd of these inputs. So must the
neighbours of every root, edge and kink be, which are found by bisection.
Takes about 15 minutes on two cores.

  --only NAME    of this function only; may be repeated
  --stride N     every Nth input (${STRIDE})
  --threads N    default: the cores`;

await report(async () => {
  const { only, stride = STRIDE, threads } = sweepOptions(USAGE);
  if (!existsSync(reference))
    throw new Error('there is no build/reference/reference: make -C test/reference builds it');
  const compiled = await compile(import.meta.dirname, ['cases', 'worker']);
  /** @type {typeof import('./cases.js')} */
  const { cases } = await import(compiled('cases').href);
  const names = chosenNames([...new Set(cases.map(({ activation }) => activation))], only, USAGE);
  const chosen = [...cases.keys()].filter((i) => names.includes(cases[i].activation));

  /** @type {string[]} */
  const lines = [];
  let wrong = 0;
  /** @param {number} place @param {number} index @param {import('./worker.js').Outcome} outcome */
  function note(place, index, { inputs, mismatches, errors }) {
    const { activation, parameters } = cases[index];
    const set = Object.entries(parameters).map(([key, value]) => `${key} ${value}`);
    const found = errors.map(
      ({ name, ulp, x, given, exact }) => `, ${name} ${ulp.toFixed(6)} ULP at ${x}: ${given}, exactly ${exact}`,
    );
    lines[place] = `${activation}, ${set.join(', ')}: inputs ${inputs}, mismatches ${mismatches}${found.join('')}`;
    if (mismatches > 0 || errors.some(({ name, ulp }) => !(ulp <= (name === 'silu.grad' ? BOUND_AT_ROOT : BOUND)))) {
      wrong++;
      lines[place] += '  WRONG';
    }
  }
  await withProgress(chosen.length, async (done) => {
    const left = [...chosen.entries()];
    const work = async () => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        const [place, index] = next;
        /** @type {import('./worker.js').Task} */
        const task = { index, stride, reference };
        await runWorker(compiled('worker'), task, (/** @type {import('./worker.js').Outcome} */ outcome) =>
          note(place, index, outcome),
        );
        done(cases[index].activation);
      }
    };
    await Promise.all(Array.from({ length: threads }, work));
  });
  return { lines, isRight: wrong === 0 };
});
