import type { GoldenName } from '../verify/index.js';
import { compare, compareTable } from './compare.js';
import { instanceOn } from './functions.js';
import { valuesOf, valuesTable } from './values.js';

/** The functions of the textbook's worked example. */
const TEXTBOOK = ['relu', 'leakyRelu'] as const;

/** A few of those that networks use most: one that only selects, and two that take an exponential. */
const COMPARED = ['relu', 'tanh', 'gelu'] as const;

/** Prints the values of some functions, and their speed on this machine. Without names, of a choice of functions. */
export function show(names: readonly GoldenName[], json: boolean): void {
  const instance = instanceOn('auto');
  const values = valuesOf(instance, names.length > 0 ? names : TEXTBOOK);
  const compared = names.length > 0 ? names : COMPARED;
  const { backend } = instance;
  if (json) {
    console.log(JSON.stringify({ backend, ...values, speeds: compare(instance, compared) }, null, 2));
    return;
  }
  console.log(`What each function makes of a few numbers\n\n${valuesTable(values)}\n`);
  console.log(`Backend: ${backend.name} (${backend.reason})\n`);
  console.log(`On this machine, in billion elements a second: medians, fresh random inputs, each way in turn.
wasm, alloc: on arrays in linear memory; wasm, arrays: on any others; TypeScript: the same bits without WebAssembly;
plain loop: what one writes without a library, which for most functions is not correctly rounded\n`);
  console.log(compareTable(compare(instance, compared)));
}
