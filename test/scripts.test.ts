import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

/** The scripts that end in a program of this repository; test/bench.test.ts has the benches. */
const programs = Object.entries(scripts).flatMap(([script, commands]) => {
  const program = /(?:^|&& )node (\S+\.mjs)$/.exec(commands)?.[1];
  return program === undefined || /^(bench|build:wasm)/.test(script) ? [] : [{ script, program }];
});

function run(program: string, ...args: string[]) {
  return spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', timeout: 60_000 });
}

test.each(programs)('npm run $script: --help, and an unknown option', ({ script, program }) => {
  const help = run(program, '--help');
  expect(help).toMatchObject({ status: 0, stderr: '' });
  expect(help.stdout).toMatch(new RegExp(`^usage: npm run ${script}( |\n)`));

  const wrong = run(program, '--nonsense');
  expect(wrong).toMatchObject({ status: 2, stdout: '', stderr: `Unknown option '--nonsense'\n\n${help.stdout}` });
});
