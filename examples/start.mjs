import * as library from 'wasm-activations';
import { compareBackends } from './compareBackends.mjs';
import { table } from './table.mjs';

/** The worked example of the textbooks. */
const INPUTS = [1, -10, 0, 15, -20];

/**
 * The six digits that a float32 always keeps: 0.01, not 0.009999999776482582.
 *
 * @param {number} value
 */
function decimal(value) {
  return Number(value.toPrecision(6));
}

const activations = Object.entries(library).flatMap(([name, member]) =>
  typeof member === 'function' && 'grad' in member ? [{ name, f: member }] : [],
);

console.log('What each function makes of a few numbers\n');
console.log(
  table([
    ['x', ...INPUTS],
    ...activations.flatMap(({ name, f }) => [
      [`${name}(x)`, ...Array.from(f(INPUTS), decimal)],
      [`${name}.grad(x)`, ...Array.from(f.grad(INPUTS), decimal)],
    ]),
  ]),
);

console.log(`\nBackend: ${library.backend.name} (${library.backend.reason})\n`);

console.log('relu on this machine, in billion elements a second: median, fresh random signs, each contender in turn\n');
console.log(table(compareBackends()));
