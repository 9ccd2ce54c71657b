/** Random calls in one process, until the time is up: see USAGE in run.mjs. Its arguments are JSON. */
import { createHash } from 'node:crypto';
import { createActivations } from 'wasm-activations';
import { createWith } from '../../build/modules/parallel/create.js';
import { spawn } from '../../build/modules/parallel/spawn.js';

/** @type {{ seed: number, seconds: number, only: number | null, modules: string }} */
const { seed, seconds, only, modules } = JSON.parse(process.argv[2]);
/** @type {typeof import('./call.js')} */
const { callOf, comparable, written } = await import(`${modules}/call.js`);
/** @type {typeof import('./instances.js')} */
const { Places, synchronous } = await import(`${modules}/instances.js`);
/** @type {typeof import('./random.js')} */
const { randomOf } = await import(`${modules}/random.js`);

/** Calls whose results are hashed, so that processes under different flags can be compared. */
const HASHED = 200;
/** Of a thread pool: some end their workers, some are disposed of before their calls are done. */
const CALLS_OF_A_POOL = 60;
const GROWTH_BYTES = 48 * 2 ** 20;
const INTERRUPTED = /a worker ended in the middle of this call|disposed of/;

const twin = createActivations({ backend: 'js' });
const instances = synchronous();
const hash = createHash('sha256');
const started = performance.now();
const elapsed = () => (performance.now() - started) / 1000;

/** @param {number} number @param {string} why @returns {never} */
function failed(number, why) {
  const call = callOf(randomOf(seed, number));
  console.error(
    `call ${number}, ${written(call)}: ${why}\nagain: npm run test:soak -- --seed ${seed} --call ${number}`,
  );
  process.exit(1);
}

/** @param {import('./call.js').SoakCall} call */
function expectedOf(call) {
  const { x, ...options } = call.options;
  return comparable(/** @type {Float32Array} */ (call.callee.call(twin, x, options)));
}

/** @param {number} number @param {Buffer} expected @param {unknown} result */
function compare(number, expected, result) {
  const found = comparable(/** @type {Float32Array} */ (result));
  if (found.equals(expected)) return;
  const [a, b] = [found, expected].map(
    ({ buffer, byteOffset, length }) => new Uint32Array(buffer, byteOffset, length / 4),
  );
  const i = a.findIndex((bits, at) => bits !== b[at]);
  failed(number, `element ${i} is ${a[i]?.toString(16)}, the twin's ${b[i]?.toString(16)} (bits)`);
}

/** One call on every synchronous instance. @param {number} number */
function callAll(number) {
  const random = randomOf(seed, number);
  const call = callOf(random);
  const expected = expectedOf(call);
  if (number < HASHED) hash.update(expected);
  for (const { api, places } of instances) {
    const given = places.give(call, random);
    let result;
    try {
      result = call.callee.call(api, ...given.arguments);
    } catch (error) {
      failed(number, String(error));
    }
    if (given.out !== undefined && result !== given.out) failed(number, 'the result is not out');
    compare(number, expected, result);
    try {
      given.check();
    } catch (error) {
      failed(number, String(error));
    }
  }
}

/** The same calls on threads, some at once, some while workers end. @param {number} first */
async function callOnThreads(first) {
  const random = randomOf(seed, first + 2 ** 30);
  /** @type {import('../../build/modules/parallel/spawn.js').Thread[]} */
  const threads = [];
  const act = await createWith(
    (listener) => {
      const thread = spawn(listener);
      threads.push(thread);
      return thread;
    },
    { threads: 1 + random.integer(4), memoryBytes: 2 ** 23 },
  );
  const places = new Places(act.alloc);
  const ends = random.chance(0.3);
  const disposes = random.chance(0.2);
  let number = first;
  for (; number < first + CALLS_OF_A_POOL; number++) {
    const call = callOf(randomOf(seed, number));
    const expected = expectedOf(call);
    const given = places.give(call, random);
    if (ends && threads.length > 0 && random.chance(0.05)) random.one(threads).end();
    const promise = /** @type {Promise<Float32Array>} */ (call.callee.call(act, ...given.arguments));
    // A call that waits for the one before it, on arrays of its own.
    const behind = act.relu([-1, 2]);
    const isDisposed = disposes && random.chance(0.02);
    const end = isDisposed ? act.dispose() : undefined;
    try {
      compare(number, expected, await promise);
    } catch (error) {
      if (!(ends || isDisposed) || !INTERRUPTED.test(String(error))) failed(number, `on threads: ${error}`);
    }
    const [first, second] = await behind;
    if (first !== 0 || second !== 2) failed(number, 'on threads: the call behind it');
    try {
      given.check();
    } catch (error) {
      failed(number, `on threads: ${error}`);
    }
    if (end === undefined) continue;
    await end;
    const late = await act.relu([1]).catch(String);
    if (!/disposed of/.test(String(late))) failed(number, `after disposal: ${late}`);
    break;
  }
  await act.dispose();
}

/** Bytes that are in use, once what is not was collected. */
function memory() {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

if (only !== null) {
  callAll(only);
  console.log(JSON.stringify({ calls: 1 }));
} else {
  let number = 0;
  /** @type {number | undefined} */
  let before;
  while (elapsed() < seconds || number < HASHED) {
    for (const end = number + CALLS_OF_A_POOL; number < end; number++) callAll(number);
    await callOnThreads(number - CALLS_OF_A_POOL);
    if (before === undefined && elapsed() > Math.min(60, seconds / 3)) before = memory();
  }
  const grown = memory() - (before ?? memory());
  if (grown > GROWTH_BYTES) failed(number - 1, `${grown} bytes more are in use than after the first minute`);
  console.log(JSON.stringify({ calls: number, hash: hash.digest('hex').slice(0, 16), grown }));
}
// No call of exit: a worker that is left would keep the process alive, and run.mjs says so.
