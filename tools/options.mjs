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

/**
 * An option's number. Ends the program where it is no integer from 1 to `most`.
 * @param {string} option @param {string} text @param {string} usage @param {number} most
 */
export function integer(option, text, usage, most) {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  return misuse(`--${option} must be an integer from 1 to ${most}, got ${text}`, usage);
}

/**
 * The names given with `--only`, or all where none is. Ends the program where there is no such name.
 * @param {readonly string[]} known @param {readonly string[] | undefined} given @param {string} usage
 */
export function chosenNames(known, given, usage) {
  const unknown = given?.find((name) => !known.includes(name));
  if (unknown !== undefined) misuse(`--only must be one of ${known.join(', ')}, got ${unknown}`, usage);
  return given ?? known;
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
