import { cpSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './processes.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../../..');
const tools = join(here, 'tools');

/** @param {string} file */
function changed(file) {
  return statSync(join(tools, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Engines and bundlers, as tools/package-lock.json pins them. */
export async function installTools() {
  if (changed('node_modules/.package-lock.json') > changed('package-lock.json')) return;
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: tools, timeout: 600_000 });
}

/** Where a tool's package lies. @param {string} name */
export function tool(name) {
  const directory = join(tools, 'node_modules', name);
  const { version } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  return { directory, version: String(version) };
}

/**
 * Packs this package and installs the tarball in `directory`, as a user would.
 *
 * @param {string} directory
 */
export async function installPackage(directory) {
  const packed = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', directory], {
    cwd: root,
  });
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  const [{ filename }] = JSON.parse(packed);
  await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', `./${filename}`], {
    cwd: directory,
  });
}

/**
 * Puts the program in `directory`, from where the installed tarball is found.
 *
 * @param {string} directory
 */
export function copyProgram(directory) {
  cpSync(join(here, 'program'), directory, { recursive: true });
  return directory;
}
