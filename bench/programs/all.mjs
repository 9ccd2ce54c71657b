/**
 * `npm run bench:all`: every timed bench in order, into bench/results/, and then the tables and charts. For a machine with
 * nothing else to do, before a release.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { misuse, OPTIONS, parseOptions } from '../../tools/options.mjs';
import { machine } from '../timing/machine.mjs';

const USAGE = `usage: npm run bench:all -- [--quick] [--also-node FILE]

Runs every timed bench in order, keeps the results in bench/results/, and writes the tables and charts. Takes 30 minutes on
a machine with nothing else to do; a bench that fails is reported at the end, and the others run.
  --also-node FILE  another Node, whose targets are measured too
  --quick           fewer sizes and samples, to see that everything works: 6 minutes; keeps nothing`;

/** The longest that a bench may take: it has a defect then. */
const LIMIT_MINUTES = 15;

const { quick, 'also-node': otherNode } = parseOptions(
  { quick: OPTIONS.quick, 'also-node': { type: 'string' } },
  USAGE,
);
if (otherNode !== undefined && !existsSync(otherNode)) misuse(`--also-node ${otherNode}: no such file`, USAGE);

/**
 * The targets come last: they take the figures of peers and threads from the results.
 * @type {{ program: string, results?: string, node?: string, options?: readonly string[] }[]}
 */
const parts = [
  { program: 'functions.mjs', results: 'functions' },
  { program: 'parallel.mjs', results: 'parallel' },
  { program: 'peers.mjs', results: 'peers' },
  { program: 'models.mjs', results: 'models', options: ['--backend', 'wasm'] }, // on 'cpu' it takes half an hour
  { program: 'cost.mjs', results: 'cost' },
  { program: 'targets.mjs', results: 'targets' },
];
if (otherNode !== undefined) {
  const version = spawnSync(otherNode, ['--version'], { encoding: 'utf8' }).stdout;
  const major = /^v(\d+)\./.exec(version)?.[1];
  if (major === undefined) misuse(`--also-node ${otherNode}: not a Node`, USAGE);
  parts.push({ program: 'targets.mjs', results: `targets-node${major}`, node: otherNode });
}

const start = machine();
const directory = quick ? mkdtempSync(join(tmpdir(), 'bench-')) : fileURLToPath(new URL('../results', import.meta.url));
const fileOf = (/** @type {string} */ name) => join(directory, `${name}.json`);

/** What went wrong with a part, if anything did. @param {typeof parts[number]} part */
function run({ program, results, node = process.execPath, options: own = [] }) {
  const options = results === undefined ? [] : ['--json', fileOf(results), ...own, ...(quick ? ['--quick'] : [])];
  const file = fileURLToPath(new URL(program, import.meta.url));
  const { status, signal } = spawnSync(node, [file, ...options], {
    stdio: 'inherit',
    timeout: LIMIT_MINUTES * 60_000,
  });
  if (status !== 0) return `ended with ${signal ?? `exit code ${status}`}`;
  if (results === undefined) return undefined;
  const made = JSON.parse(readFileSync(fileOf(results), 'utf8')).machine;
  const changed = /** @type {const} */ (['cpu', 'commit']).filter((key) => made[key] !== start[key]);
  return changed.length === 0 ? undefined : `has another ${changed.join(' and another ')} than the run began with`;
}

const outcomes = [...parts, ...(quick ? [] : [{ program: 'report.mjs' }])].map((part) => {
  const begun = performance.now();
  console.log(`\n=== bench/programs/${part.program}${part.node === undefined ? '' : ` on ${part.node}`}`);
  const failure = run(part);
  return { ...part, failure, minutes: (performance.now() - begun) / 60_000 };
});

if (quick) rmSync(directory, { recursive: true });
console.log('\n=== bench:all');
for (const { program, failure, minutes } of outcomes) {
  console.log(
    `${failure === undefined ? 'done  ' : 'FAILED'}  ${minutes.toFixed(1).padStart(4)} minutes  ${program}  ${failure ?? ''}`,
  );
}
if (outcomes.some(({ failure }) => failure !== undefined)) process.exitCode = 1;
