/** The process that `npm run bench:peers` starts for an activation: this package and its peers, in turn. */

import { caseNamed } from '../cases/functions.mjs';
import { mostPasses, ordinaryArrays } from '../timing/data.mjs';
import { measure, WARM_UP_SIZE, warmUp } from '../timing/measure.mjs';
import { prepare } from '../timing/prepare.mjs';
import { allPeers } from './peers.mjs';

/** @type {{ name: string, sizes: number[], budget: import('../timing/measure.mjs').Budget }} */
const { name, sizes, budget } = JSON.parse(process.argv[2]);
const benchCase = caseNamed(name);
const { random, expectedAt, contendersAt } = prepare(benchCase, Math.max(...sizes));
const peers = await allPeers(benchCase);
const OURS = ['inPlace', 'outOfPlace', 'ordinary', 'hand'];

/**
 * It is the same function: peers are less exact than `verify` asks for (TensorFlow.js's tanh by 100 ULP, selu near 0).
 * @param {string} what @param {readonly Float32Array[]} actual @param {readonly Float32Array[]} expected
 */
function verifyPeer(what, actual, expected) {
  for (const [k, results] of actual.entries()) {
    const wanted = expected[k];
    if (results.length !== wanted.length) throw new Error(`${what}: ${results.length} results for ${wanted.length}`);
    for (let i = 0; i < results.length; i++) {
      if (!(Math.abs(results[i] - wanted[i]) <= 1e-4 * Math.abs(wanted[i]) + 1e-6))
        throw new Error(`${what}: element ${i} is ${results[i]}, not ${wanted[i]}`);
    }
  }
}

/** @param {number} size @param {(contenders: import('../timing/measure.mjs').Contender[]) => Promise<void>} use */
async function withContenders(size, use) {
  const expected = expectedAt(size);
  const ours = contendersAt(size, expected).filter((contender) => OURS.includes(contender.name));
  const arrays = ordinaryArrays(size);
  /** @type {import('../timing/measure.mjs').Contender[]} */
  const theirs = [];
  const stations = [];
  for (const peer of peers) {
    const outs = [...arrays.outs];
    const station = peer.at(arrays.xs, outs);
    random.fill(arrays.xs, 0);
    // The one before left the right results there.
    for (const out of outs) out.fill(Number.NaN);
    await station.upload?.();
    await station.batch(1);
    station.download?.();
    verifyPeer(`${name}, ${peer.name}, ${size} elements`, outs, expected.outs);
    stations.push(station);
    theirs.push({
      name: peer.name,
      calls: arrays.xs.length,
      mostPasses: mostPasses(size),
      async refresh() {
        random.fill(arrays.xs);
        await station.upload?.();
      },
      batch: station.batch,
    });
  }
  await use([...ours, ...theirs]);
  for (const station of stations) station.dispose?.();
}

for (const size of [sizes[0], WARM_UP_SIZE]) {
  await withContenders(size, async (contenders) => {
    await warmUp(contenders, 10 * budget.warmUp);
  });
}
for (const size of sizes) {
  await withContenders(size, async (contenders) => {
    const timings = await measure(contenders, budget);
    process.send?.({ size, timings });
  });
}
