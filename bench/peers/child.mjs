/** The process that `npm run bench:peers` starts for an activation: this package and its peers, in turn. */

import { caseNamed } from '../cases.mjs';
import { ordinaryArrays } from '../timing/arrays.mjs';
import { mostPasses } from '../timing/data.mjs';
import { parametersOf } from '../timing/definition.mjs';
import { measure, WARM_UP_SIZE, warmUp } from '../timing/measure.mjs';
import { prepare } from '../timing/prepare.mjs';
import { verify } from '../timing/verify.mjs';
import { allPeers } from './peers.mjs';

/** @type {{ name: string, sizes: number[], budget: import('../timing/measure.mjs').Budget }} */
const { name, sizes, budget } = JSON.parse(process.argv[2]);
const benchCase = caseNamed(name);
const { random, expectedAt, contendersAt } = prepare(benchCase, Math.max(...sizes));
const peers = await allPeers(/** @type {import('./peers.mjs').Op} */ (name), parametersOf(benchCase).alpha);
const OURS = ['inPlace', 'outOfPlace', 'ordinary', 'hand'];

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
    verify(`${name}, ${peer.name}, ${size} elements`, outs, expected.outs);
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
