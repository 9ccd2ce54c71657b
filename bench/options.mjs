import { parseArgs } from 'node:util';

/** The options that `bench` and `bench:peers` share, for parseArgs. */
export const OPTIONS = /** @type {const} */ ({
  quick: { type: 'boolean', default: false },
  only: { type: 'string', default: '' },
  json: { type: 'string' },
});

/**
 * The values of a program's options. Ends the program with its usage where that is asked for (--help) or where an
 * option is wrong.
 * @template {import('node:util').ParseArgsConfig['options'] & {}} T
 * @param {string[]} args @param {T} options @param {string} usage
 */
export function parse(args, options, usage) {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(usage);
    process.exit();
  }
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    console.error(`${/** @type {Error} */ (error).message.split('. ')[0]}\n\n${usage}`);
    process.exit(1);
  }
}

/** Every second size up to a million, for a quick look. @param {readonly number[]} sizes @param {boolean} quick */
export const someSizes = (sizes, quick) => (quick ? sizes.filter((size, i) => i % 2 === 0 && size <= 2 ** 20) : sizes);

/**
 * What `--only` leaves. Ends the program where nothing is left.
 * @template {{ name: string }} T
 * @param {readonly T[]} cases @param {string} only
 */
export function select(cases, only) {
  const selected = cases.filter(({ name }) => name.includes(only));
  if (selected.length === 0) {
    console.error(`--only ${only}: no such case. There are ${cases.map(({ name }) => name).join(', ')}`);
    process.exit(1);
  }
  return selected;
}
