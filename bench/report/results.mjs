/** The results that are kept in bench/results/. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const directory = new URL('../results/', import.meta.url);

/** Those of one program, or undefined where it has not run. @param {string} name the file's, without .json */
export function resultsOf(name) {
  const file = new URL(`${name}.json`, directory);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** Whose names begin so: floors.json, and floors-node24.json where there is one. @param {string} start */
export function resultNames(start) {
  return readdirSync(directory)
    .filter((file) => file.startsWith(start) && file.endsWith('.json'))
    .map((file) => file.replace('.json', ''))
    .sort();
}
