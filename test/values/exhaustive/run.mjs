// All float32 inputs of every function, on wasm and TypeScript: see USAGE.
import { createHash } from 'node:crypto';
import { BLOCKS } from '../../../build/modules/verify/index.js';
import { chosenNames } from '../../../tools/options.mjs';
import { compile, FLOATS, report, runWorker, sweepOptions, withProgress } from '../../support/sweep.mjs';
import { differingBlocks, goldenCases, misroundedIn } from './golden.mjs';

/** A prime: the inputs that parameter sets, kinks and products with dy are tried on. */
const STRIDE = 257;

const USAGE = `usage: npm run test:exhaustive -- [--only NAME]... [--stride N] [--threads N]

First all 2^32 inputs of each function and derivative, with default parameters, on wasm and TypeScript, against the hashes
in test/golden. Then every ${STRIDE}th input under each set of parameters, at each kink and with dy, against the definition in
float64, bit for bit. Ends with a line for each: inputs, mismatches, and a hash of the results.

  --only NAME    of this function only; may be repeated
  --stride N     every Nth input against the definitions, and no hashes of all
  --threads N    default: the cores`;

await report(async () => {
  const { only, stride: given, threads } = sweepOptions(USAGE);
  const stride = given ?? STRIDE;
  const compiled = await compile(import.meta.dirname, ['blocks', 'cases', 'worker', 'goldenWorker']);
  /** @type {typeof import('./blocks.js')} */
  const { BLOCK } = await import(compiled('blocks').href);
  /** @type {typeof import('./cases.js')} */
  const { cases } = await import(compiled('cases').href);

  const all = [...new Set(cases.map(({ activation }) => activation))];
  const names = chosenNames(all, only, USAGE);
  const chosen = [...cases.entries()].filter(([, { activation }]) => names.includes(activation));

  const total = Math.ceil(FLOATS / stride);
  const blocks = Math.ceil(total / BLOCK);
  const golden = given === undefined ? goldenCases(names) : [];
  const width = Math.max(...chosen.map(([, { name }]) => name.length));
  /** @type {string[]} */
  const lines = [];
  let wrong = 0;
  await withProgress(golden.length * BLOCKS + chosen.length * blocks, async (done) => {
    for (const one of golden) {
      const name = `${one.name}, wasm and js`;
      const differing = await differingBlocks(one, compiled('goldenWorker'), threads, () => done(name));
      wrong += differing.length;
      lines.push(
        `${name.padEnd(width)}  inputs ${FLOATS.toLocaleString('en')}, blocks that differ ${differing.length}`,
      );
      for (const where of differing.slice(0, 3)) lines.push(...misroundedIn(one, where).map((line) => `  ${line}`));
    }
    for (const [index, { name }] of chosen) {
      let mismatches = 0;
      /** @type {string | undefined} */
      let example;
      /** @type {Uint8Array[]} */
      const hashes = new Array(blocks);
      /** @param {import('./blocks.js').Verdict} verdict */
      const onVerdict = (verdict) => {
        mismatches += verdict.mismatches;
        example ??= verdict.example;
        hashes[verdict.block] = verdict.hash;
        done(name);
      };
      const workers = Math.min(threads, blocks);
      await Promise.all(
        Array.from({ length: workers }, (_, first) => {
          /** @type {import('./blocks.js').Share} */
          const share = { index, stride, total, first, step: workers };
          return runWorker(compiled('worker'), share, onVerdict);
        }),
      );
      wrong += mismatches;
      const hash = createHash('sha256').update(Buffer.concat(hashes)).digest('hex').slice(0, 16);
      const counts = `inputs ${total.toLocaleString('en')}, mismatches ${mismatches.toLocaleString('en')}`;
      lines.push(`${name.padEnd(width)}  ${counts}, hash ${hash}`);
      if (example !== undefined) lines.push(`  ${example}`);
    }
  });
  return { lines, isRight: wrong === 0 };
});
