import { compare, compareTable } from './compare.js';
import { type Around, instanceOn, isMeasured, type ShownName } from './functions.js';
import { bitsTable, TEXTBOOK_INPUTS, valuesJson, valuesOf, valuesTable } from './values.js';

/** The functions of the textbook's worked example. */
const TEXTBOOK = ['relu', 'leakyRelu'] as const;

/** A few of those that networks use most: one that only selects, and two that take an exponential. */
const COMPARED = ['relu', 'tanh', 'gelu'] as const;

const SPEED = `Billion elements a second on this machine: medians of a few seconds, fresh random inputs, the ways in turn.
wasm, from alloc: arrays in linear memory, which are not copied; ordinary arrays: any other Float32Array;
js backend: the same bits without WebAssembly; hand loop: the loop that one writes without this package.`;

const ONE_PASS = `\nAll take bias and times in one pass, but for the hand loop and "with loops": a loop before the call and one behind it, from alloc.`;

/**
 * Prints the values of functions, for `x` or else the textbook's numbers, and their speed on this machine, unless numbers
 * were asked for. Without names, of a choice of functions.
 */
export function show(names: readonly ShownName[], x: readonly number[], around: Around, isJson: boolean): void {
  const instance = instanceOn('auto');
  const { backend } = instance;
  const inputs = x.length > 0 ? x : TEXTBOOK_INPUTS;
  const values = valuesOf(instance, names.length > 0 ? names : TEXTBOOK, inputs, around);
  const compared = x.length > 0 ? [] : (names.length > 0 ? names : COMPARED).filter(isMeasured);
  if (isJson) {
    const speeds = compared.length === 0 ? {} : { speeds: compare(instance, compared, around) };
    console.log(JSON.stringify({ backend, ...around, ...valuesJson(inputs, values), ...speeds }, null, 2));
    return;
  }
  console.log(x.length > 0 ? bitsTable(inputs, values) : valuesTable(inputs, values));
  console.log(`\nBackend: ${backend.name} (${backend.reason})`);
  if (compared.length > 0)
    console.log(
      `\n${SPEED}${'bias' in around || 'times' in around ? ONE_PASS : ''}\n\n${compareTable(compare(instance, compared, around))}`,
    );
}
