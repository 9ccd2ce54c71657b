import { readFileSync } from 'node:fs';
import { test } from 'vitest';
import { expectUsage } from '../support/usage.js';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

/** The scripts that end in a program of this repository. */
const programs = Object.entries(scripts).flatMap(([script, commands]) => {
  const program = /(?:^|&& )node (\S+\.mjs)$/.exec(commands)?.[1];
  return program === undefined || /^build:(wasm|ts)$/.test(script) ? [] : [{ script, program }];
});

test.each(programs)('npm run $script: --help, and an unknown option', ({ script, program }) => {
  expectUsage(script, program);
});
