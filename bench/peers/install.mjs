/** Puts the peers into bench/peers/node_modules, as the lock file there says; they are no dependency of anything else. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

const read = (/** @type {string} */ path) => JSON.parse(readFileSync(`${here}${path}package.json`, 'utf8'));
const names = () => Object.keys(read('').dependencies);

/** npm writes its lock file last; an older installation may lack a package. */
export const installed = () =>
  existsSync(`${here}node_modules/.package-lock.json`) &&
  names().every((name) => existsSync(`${here}node_modules/${name}/package.json`));

export function install() {
  if (installed()) return;
  console.log('installing the peers into bench/peers/node_modules (half a gigabyte) ...');
  // Their install scripts fetch GPU libraries and compile add-ons; what is compared here works without.
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit' });
}

/** What is compared with, by version. */
export function versions() {
  return names().map((name) => `${name} ${read(`node_modules/${name}/`).version}`);
}
