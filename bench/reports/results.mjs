/** Results as JSON files: those that are committed, in bench/results/, and those of any run with --json. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { machine } from '../timing/machine.mjs';

const directory = new URL('../results/', import.meta.url);

/** The committed results of one program, or undefined where it has not run. @param {string} name of the file, without .json */
export function resultsOf(name) {
  const file = new URL(`${name}.json`, directory);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** The committed results whose names begin so: targets.json, and targets-node24.json. @param {string} start */
export function resultNames(start) {
  return readdirSync(directory)
    .filter((file) => file.startsWith(start) && file.endsWith('.json'))
    .map((file) => file.replace('.json', ''))
    .sort();
}

/** Values whose JSON is longer than this are divided where they hold rows. */
const LINE = 240;

/** Whether a value is a list of objects, or has one inside. @param {unknown} value @returns {boolean} */
function holdsRows(value) {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some((item) => typeof item === 'object');
  return Object.values(value).some(holdsRows);
}

/**
 * JSON with one line for each row: the objects of a list stand on a line each, and are divided only where they are long and hold rows
 * themselves.
 * @param {unknown} value @param {string} [indent] @returns {string}
 */
export function rowsOfJson(value, indent = '') {
  const line = JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
  if (typeof value !== 'object' || value === null || !holdsRows(value) || line.length <= LINE) return line;
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const parts = Object.entries(value).map(([key, part]) => {
    const name = Array.isArray(value) ? '' : `${JSON.stringify(key)}: `;
    return `${inner}${name}${rowsOfJson(part, inner)}`;
  });
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}

/** @param {string} file @param {{ quick: boolean } & Record<string, unknown>} results */
export function writeResults(file, results) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${rowsOfJson({ machine: machine(), ...results })}\n`);
  console.log(`\nwritten: ${file}`);
}
