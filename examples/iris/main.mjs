import { createActivations } from 'wasm-activations';
import * as elementwise from '../../build/modules/functions/elementwise.js';
import { misuse, parseOptions } from '../../tools/options.mjs';
import { table } from '../shared/table.mjs';
import { crossValidate, FOLDS, HIDDEN_UNITS, ROUNDS } from './train.mjs';

const instances = [createActivations({ backend: 'wasm' }), createActivations({ backend: 'js' })];

/** softmax and prelu need more than an array. */
const names = Object.keys(elementwise);

const USAGE = `usage: npm run example:iris -- [--activation NAME]...

Trains small networks on Fisher's irises, with poorly chosen biases, on both backends.

  --activation NAME   the activation of the hidden layers, with its default parameters; may be repeated
                      (default relu and leakyRelu). There are ${names.join(', ')}`;

const { activation: chosen } = parseOptions(
  { activation: { type: 'string', multiple: true, default: ['relu', 'leakyRelu'] } },
  USAGE,
);
const unknown = chosen.find((name) => !names.includes(name));
if (unknown !== undefined) misuse(`--activation must name an activation, got ${unknown}`, USAGE);

/** @param {string} name */
function compare(name) {
  return instances.map((instance) => {
    const activation = instance[/** @type {keyof typeof elementwise} */ (name)];
    const { deadBefore, deadAfter, accuracy, weights } = crossValidate(activation, instance.alloc);
    const percent = `${(100 * accuracy).toFixed(1)} %`;
    return [name, instance.backend.name, deadBefore, deadAfter, percent, weights.slice(0, 16)];
  });
}

const networks = ROUNDS * FOLDS;
console.log(
  `${networks} networks a row: ${FOLDS}-fold cross-validation on Iris, ${ROUNDS} times. Hidden biases start below zero.`,
);
console.log(`Dead: of the ${HIDDEN_UNITS} hidden units of a row, those that give zero for every iris.`);
console.log('Accuracy: on the irises that a network was not trained on.');
console.log('Equal hashes: both backends have ended in the same weights, bit for bit.\n');
console.log(
  table([
    ['activation', 'backend', 'dead before', 'dead after', 'accuracy', 'SHA-256 of the weights'],
    ...chosen.flatMap(compare),
  ]),
);
