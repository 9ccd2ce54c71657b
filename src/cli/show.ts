import { compare, compareTable } from './compare.js';
import { instanceOn, isMeasured } from './functions.js';
import type { ShowRequest } from './options.js';
import { bitsTable, TEXTBOOK_INPUTS, valuesJson, valuesOf, valuesTable } from './values.js';

/** The functions of the textbook's worked example. */
const TEXTBOOK = ['relu', 'leakyRelu'] as const;

/** A few of those that networks use most: one that only selects, and two that take an exponential. */
const COMPARED = ['relu', 'tanh', 'gelu'] as const;

const SPEED = `Billion elements a second on this machine: medians of a few seconds, fresh random inputs, the ways in turn.
wasm, from alloc: arrays in linear memory, which are not copied; ordinary arrays: any other Float32Array;
js backend: the same bits without WebAssembly; hand loop: the loop that one writes without this package.`;

const ONE_PASS = `
All take bias and times in one pass, but for the hand loop and "with loops": a loop before the call and one behind it.`;

const FLOAT16 = `
All arrays are Float16Arrays, which are never in linear memory; loops around a function keep its arguments and results as float32.`;

/**
 * Prints the values of functions, for `x` or else the textbook's numbers, and their speed on this machine, unless numbers
 * were asked for. Without names, of a choice of functions.
 */
export function show({ names, x, around, float16, json }: ShowRequest): void {
  const instance = instanceOn('auto');
  const { backend } = instance;
  const inputs = x.length > 0 ? x : TEXTBOOK_INPUTS;
  const values = valuesOf(instance, names.length > 0 ? names : TEXTBOOK, inputs, around);
  const compared = x.length > 0 ? [] : (names.length > 0 ? names : COMPARED).filter(isMeasured);
  const isCompared = compared.length > 0;
  const speeds = () => compare(instance, compared, around, float16);
  if (json) {
    const measured = isCompared ? { arrays: float16 ? 'float16' : 'float32', speeds: speeds() } : {};
    console.log(JSON.stringify({ backend, ...around, ...valuesJson(inputs, values), ...measured }, null, 2));
    return;
  }
  console.log(x.length > 0 ? bitsTable(inputs, values) : valuesTable(inputs, values));
  console.log(`\nBackend: ${backend.name} (${backend.reason})`);
  if (!isCompared) return;
  const notes = [SPEED, 'bias' in around || 'times' in around ? ONE_PASS : '', float16 ? FLOAT16 : ''].join('');
  console.log(`\n${notes}\n\n${compareTable(speeds())}`);
}
