/** Another version of this package, built from this repository's own history. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A built checkout of a commit, in a directory that is removed when this process ends. @param {string} commit */
export function builtCheckout(commit) {
  const directory = mkdtempSync(join(tmpdir(), 'wasm-activations-'));
  process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
  /** @param {string} command @param {string[]} args */
  const run = (command, ...args) =>
    execFileSync(command, args, { cwd: directory, stdio: ['ignore', 'ignore', 'inherit'] });
  run('git', 'clone', '--quiet', '--no-checkout', root, '.');
  run('git', '-c', 'advice.detachedHead=false', 'checkout', '--quiet', commit);
  run('npm', 'ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error');
  run('npm', 'run', '--silent', 'build');
  return directory;
}
