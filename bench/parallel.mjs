// Two threads against one: relu on resident arrays, in place, each call awaited. Runs alone, and as
// `npm run bench -- --parallel`.
import { fileURLToPath } from 'node:url';
import { Bench } from 'tinybench';
import { createActivations } from 'wasm-activations';
import { createParallelActivations } from 'wasm-activations/parallel';
import { copyPair } from './parallelCopy.mjs';
import { costs, wakeCost } from './parallelCosts.mjs';

const THREADS = 2;
const LENGTHS = [64, 1024, 8192, 16_384, 32_768, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216];
const MOST = 16_777_216;
const ROOM = 4 * MOST + 2 ** 20;
const ROUNDS = 7;
/** Elements in a timed sample of small calls, so that the clock does not show. */
const SAMPLE = 2 ** 20;

/** @param {number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/**
 * The median time of each function, in microseconds.
 * @param {(() => unknown)[]} functions
 */
async function medians(functions) {
  const bench = new Bench({ time: 40, iterations: 3, warmupTime: 10, warmupIterations: 1 });
  functions.forEach((fn, i) => {
    bench.add(String(i), fn);
  });
  await bench.run();
  return bench.tasks.map(({ result }) => {
    if (result.state !== 'completed') throw new Error(`a task has ${result.state}`);
    return result.latency.p50 * 1000;
  });
}

/** @param {(string | number)[]} cells */
const line = (...cells) => cells.map((cell) => String(cell).padStart(14)).join('');

export async function parallel() {
  const one = createActivations({ memoryBytes: ROOM });
  const two = await createParallelActivations({ threads: THREADS, memoryBytes: ROOM });
  const x = one.alloc(MOST);
  const shared = two.alloc(MOST);
  for (let i = 0; i < MOST; i++) x[i] = Math.random() - 0.5;
  shared.set(x);

  console.log(`relu in place on resident arrays, Node ${process.version}: ${two.backend.reason}`);
  console.log(`medians of ${ROUNDS} rounds, one thread and ${THREADS} in turns; us a call`);
  console.log(line('elements', 'one thread', `${THREADS} threads`, 'ratio', 'G elements/s'));
  for (const length of LENGTHS) {
    const a = x.subarray(0, length);
    const b = shared.subarray(0, length);
    const calls = Math.max(1, Math.round(SAMPLE / length));
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) {
      rounds.push(
        await medians([
          () => {
            for (let i = 0; i < calls; i++) one.relu(a, { out: a });
          },
          async () => {
            for (let i = 0; i < calls; i++) await two.relu(b, { out: b });
          },
        ]),
      );
    }
    const before = median(rounds.map(([time]) => time)) / calls;
    const after = median(rounds.map(([, time]) => time)) / calls;
    const ratio = median(rounds.map(([first, second]) => first / second));
    console.log(
      line(length, before.toFixed(2), after.toFixed(2), ratio.toFixed(2), (length / after / 1000).toFixed(1)),
    );
  }
  await wakeCost(two, shared.subarray(0, 1_048_576));
  await two.dispose();
  await costs(medians);

  const copy = await copyPair(4 * MOST);
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(...(await medians([copy.run])));
  await copy.end();
  console.log(
    `memory.copy of ${MOST} elements on two threads: ${(MOST / median(rounds) / 1000).toFixed(1)} G elements/s`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await parallel();
