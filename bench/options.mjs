import { parseArgs } from 'node:util';

/** A wrong command line, as by Unix's custom. */
const MISUSE = 2;

/** The options that the benches share, for parseArgs. */
export const OPTIONS = /** @type {const} */ ({
  quick: { type: 'boolean', default: false },
  only: { type: 'string', default: '' },
  json: { type: 'string' },
});

/** Ends the program: the command line is wrong. @param {string} message @param {string} usage @returns {never} */
export function misuse(message, usage) {
  console.error(`${message}\n\n${usage}`);
  process.exit(MISUSE);
}

/**
 * What a program's command line says. Ends the program with its usage where that is asked for (--help) or where an option
 * is wrong.
 * @template {import('node:util').ParseArgsConfig['options'] & {}} T
 * @param {T} options @param {string} usage
 */
export function parseOptions(options, usage) {
  return parseCommandLine(options, usage, false).values;
}

/**
 * The same, with the arguments that are no options.
 * @template {import('node:util').ParseArgsConfig['options'] & {}} T
 * @param {T} options @param {string} usage @param {boolean} [allowPositionals]
 */
export function parseCommandLine(options, usage, allowPositionals = true) {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) {
    console.log(usage);
    process.exit();
  }
  try {
    return parseArgs({ args, options, allowPositionals });
  } catch (error) {
    return misuse(/** @type {Error} */ (error).message.split('. ')[0], usage);
  }
}

/** Every second size up to a million, for a quick run. @param {readonly number[]} sizes @param {boolean} quick */
export const someSizes = (sizes, quick) => (quick ? sizes.filter((size, i) => i % 2 === 0 && size <= 2 ** 20) : sizes);

/**
 * What `--only` leaves. Ends the program where nothing is left.
 * @template {{ name: string }} T
 * @param {readonly T[]} cases @param {string} only @param {string} usage
 */
export function select(cases, only, usage) {
  const selected = cases.filter(({ name }) => name.includes(only));
  if (selected.length === 0) {
    misuse(`--only ${only}: no such case. There are ${cases.map(({ name }) => name).join(', ')}`, usage);
  }
  return selected;
}
