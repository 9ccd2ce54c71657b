import { parseArgs } from 'node:util';

/**
 * The program's options. Ends the program with its usage where --help asks for that, and with one line and the usage where
 * an option is wrong: `read` throws then.
 *
 * @template {import('node:util').ParseArgsConfig['options'] & {}} T
 * @template R
 * @param {T} options
 * @param {string} usage
 * @param {(values: ReturnType<typeof parseArgs<{ options: T }>>['values']) => R} read what the program makes of the values
 */
export function readOptions(options, usage, read) {
  if (process.argv.includes('--help') || process.argv.includes('-h')) {
    console.log(usage);
    process.exit();
  }
  try {
    return read(parseArgs({ options }).values);
  } catch (error) {
    // Node adds hints behind the first sentence.
    console.error(`${/** @type {Error} */ (error).message.split('. ')[0]}\n\n${usage}`);
    process.exit(2);
  }
}
