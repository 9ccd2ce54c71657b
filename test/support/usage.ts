import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a program of the repository. */
export function run(program: string, ...args: string[]) {
  return spawnSync(process.execPath, [program, ...args], { cwd: root, encoding: 'utf8', timeout: 60_000 });
}

/** The cells of every line that begins with `name`, in what a program prints. */
export function rows(text: string, name: string): string[][] {
  return text
    .split('\n')
    .map((line) => line.trim().split(/\s{2,}/))
    .filter(([first]) => first === name);
}

/** The program answers --help with its usage, and an unknown option with one line and the usage. */
export function expectUsage(script: string, program: string): void {
  const help = run(program, '--help');
  expect(help).toMatchObject({ status: 0, stderr: '' });
  expect(help.stdout).toMatch(new RegExp(`^usage: npm run ${script}( |\n)`));

  const wrong = run(program, '--nonsense');
  expect(wrong).toMatchObject({ status: 2, stdout: '', stderr: `Unknown option '--nonsense'\n\n${help.stdout}` });
}
