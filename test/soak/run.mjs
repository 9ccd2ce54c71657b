// Random calls of everything for some minutes, against the twins: see USAGE.
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { integer, parseOptions } from '../../tools/options.mjs';
import { compile } from '../support/sweep.mjs';

const USAGE = `usage: npm run test:soak -- [--minutes N] [--seed N] [--call N]

Calls every function with random arguments, on arrays in and outside of several memories, on each backend and on threads, of which
some end in the middle and some pools are disposed of, under different flags of the engine, and compares each result with the twin's,
to the bit. No process may need more memory at the end than after its first minute, or keep a worker.

  --minutes N   for all processes together (default 10)
  --seed N      of the random choices; it is printed (default: by the clock)
  --call N      this call alone, as a failure names it`;

/** Each has to be one of this Node's. */
const FLAGS = [
  '',
  '--jitless',
  '--no-opt',
  '--always-sparkplug',
  '--liftoff-only',
  '--no-liftoff',
  '--gc-interval=3000',
];
const MOST_MINUTES = 10_000;
const MOST = 2 ** 31 - 1;
/** How long a process may take to end once its time is up, in which it may finish what is under way. */
const LATE_SECONDS = 120;

const given = parseOptions(
  { minutes: { type: 'string', default: '10' }, seed: { type: 'string' }, call: { type: 'string' } },
  USAGE,
);
const minutes = integer('minutes', given.minutes, USAGE, MOST_MINUTES);
const seed = given.seed === undefined ? 1 + (Date.now() % MOST) : integer('seed', given.seed, USAGE, MOST);
const only = given.call === undefined ? null : Number(given.call);

const compiled = await compile(import.meta.dirname, ['call', 'instances', 'random']);
const modules = new URL('.', compiled('call')).href;
const child = fileURLToPath(new URL('child.mjs', import.meta.url));

const flags = FLAGS.filter((flag) => {
  const isKnown = flag === '' || spawnSync(process.execPath, [flag, '-e', '']).status === 0;
  if (!isKnown) console.log(`skipped: this Node has no ${flag}`);
  return isKnown;
});
const seconds = (60 * minutes) / flags.length;

/**
 * Runs a process to its end, or ends it where it does not.
 * @param {string} flag
 * @returns {Promise<{ hash?: string } | undefined>} what it printed, if all was right
 */
function run(flag) {
  const settings = JSON.stringify({ seed, seconds, only, modules });
  const options = ['--expose-gc', ...(flag === '' ? [] : [flag])];
  const running = spawn(process.execPath, [...options, child, settings], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  running.stdout.on('data', (data) => {
    text += data;
  });
  const timer = setTimeout(
    () => {
      console.error(`${flag}: did not end by itself${text === '' ? '' : '; a worker is left'}`);
      running.kill('SIGKILL');
    },
    1000 * (seconds + LATE_SECONDS),
  );
  return new Promise((resolve) => {
    running.on('close', (code) => {
      clearTimeout(timer);
      console.log(`${flag || 'no flag'}: ${code === 0 ? text.trim() : `FAILED, exit code ${code}`}`);
      resolve(code === 0 ? JSON.parse(text) : undefined);
    });
  });
}

console.log(`seed ${seed}`);
/** @type {Set<string | undefined>} */
const hashes = new Set();
let isRight = true;
for (const flag of only === null ? flags : ['']) {
  const result = await run(flag);
  if (result === undefined) isRight = false;
  else hashes.add(result.hash);
}
if (hashes.size > 1) {
  console.error('results differ between flags: their hashes are above');
  isRight = false;
}
if (!isRight) process.exitCode = 1;
