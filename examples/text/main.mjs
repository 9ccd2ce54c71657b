import { createActivations } from 'wasm-activations';
import { integer, parseOptions } from '../../tools/options.mjs';
import * as products from '../shared/products.mjs';
import { xorshift } from '../shared/random.mjs';
import { table } from '../shared/table.mjs';
import { byLibrary, byLoops } from './nonlinearities.mjs';
import { sample } from './sample.mjs';
import { showSpread, spread } from './spread.mjs';
import { PARTS, timeSteps } from './timing.mjs';
import { BATCH, Trainer, UNITS } from './train.mjs';

const USAGE = `usage: npm run example:text -- [--steps 1000]

Trains an LSTM on Shakespeare's sonnets, a character at a time, on both backends, prints a text of its own, and the time
that the parts of a step take with plain loops and with wasm-activations.

  --steps N   how many steps to train (default 1000, about a minute)`;

const MOST_STEPS = 1_000_000;

const values = parseOptions({ steps: { type: 'string', default: '1000' } }, USAGE);
const steps = integer('steps', values.steps, USAGE, MOST_STEPS);

const START = 'Shall I compare thee to a ';
const LENGTH = 400;
const WARM_UP = 5;
const ROUNDS = Math.min(steps, 40);

const wasm = createActivations({ backend: 'wasm' });
const js = createActivations({ backend: 'js' });

/** @param {number} n */
const count = (n) => n.toLocaleString('en');

/** @param {import('wasm-activations').Activations} instance */
function train(instance) {
  const trainer = new Trainer({ ...products, ...byLibrary(instance) }, instance.alloc);
  const before = trainer.heldOutLoss();
  for (let i = 0; i < steps; i++) trainer.step();
  const after = trainer.heldOutLoss();
  return { trainer, row: [instance.backend.name, before.toFixed(4), after.toFixed(4), trainer.hash().slice(0, 16)] };
}

const [onWasm, onJs] = [train(wasm), train(js)];
const parameters = onWasm.trainer.model.parameters.reduce((sum, { value }) => sum + value.length, 0);
console.log(`An LSTM of ${UNITS} units, ${count(parameters)} parameters, that reads Shakespeare's sonnets.`);
console.log(
  `${count(steps)} steps, each on ${BATCH.samples} times ${BATCH.steps} characters; every tenth sonnet is held out.`,
);
console.log('Loss: the mean of -ln(probability of the character that follows), on the held-out sonnets.');
console.log('Equal hashes: both backends have ended in the same weights, bit for bit.\n');
console.log(table([['backend', 'loss before', 'loss after', 'SHA-256 of the weights'], onWasm.row, onJs.row]));

console.log(`\nA text of its own, which goes on from "${START}":\n`);
console.log(sample(onWasm.trainer.model, START, LENGTH, xorshift()));

const CONTENDERS = [
  {
    name: 'plain loops',
    nonlinearities: byLoops,
    alloc: (/** @type {number} */ length) => new Float32Array(length),
  },
  { name: 'wasm', nonlinearities: byLibrary(wasm), alloc: wasm.alloc },
  { name: 'js', nonlinearities: byLibrary(js), alloc: js.alloc },
];
const times = timeSteps(CONTENDERS, ROUNDS, WARM_UP);

console.log(`\nMilliseconds of a step, medians of ${ROUNDS} and quartiles; the contenders step in turn:\n`);
console.log(
  table([
    ['', ...CONTENDERS.map(({ name }) => name)],
    ...[...PARTS, 'a step'].map((name, part) => [
      name,
      ...times.map((rounds) => showSpread(rounds.map((milliseconds) => milliseconds[part]))),
    ]),
  ]),
);

const [ACTIVATIONS, GRADIENTS, STEP] = [1, 2, PARTS.length];
/** @param {readonly number[]} milliseconds */
const both = (milliseconds) => milliseconds[ACTIVATIONS] + milliseconds[GRADIENTS];
const [loops, library] = times;
const [before, after] = [loops, library].map(
  (rounds) => spread(rounds.map((milliseconds) => (100 * both(milliseconds)) / milliseconds[STEP])).median,
);
const ofBoth = loops.map((milliseconds, round) => both(milliseconds) / both(library[round]));
const ofStep = loops.map((milliseconds, round) => milliseconds[STEP] / library[round][STEP]);
console.log(
  `\nActivations and their gradients take ${before.toFixed(1)} % of a step with plain loops and ${after.toFixed(1)} % on wasm, ` +
    `where they run\n${showSpread(ofBoth)} times as fast; the whole step ${showSpread(ofStep)} times.`,
);
