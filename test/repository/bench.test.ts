import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { allCases } from '../../bench/cases/functions.mjs';
import { onePassCases } from '../../bench/cases/onePass.mjs';
import { onePassContenders } from '../../bench/timing/onePass.mjs';
import { prepare } from '../../bench/timing/prepare.mjs';
import { names } from '../../tools/specs.js';
import { run } from '../support/usage.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { scripts: Record<string, string> };

/** Of the arrays that contenders are checked on: a row of the functions of rows, and all channels of prelu's layouts. */
const SIZE = 1024;

/** The benches' scripts, and the program that each of them runs last. */
const programs = Object.entries(scripts).flatMap(([script, commands]) => {
  const program = /node (bench\/\S+\.mjs)$/.exec(commands)?.[1];
  return program === undefined || !script.startsWith('bench') ? [] : [{ script, program }];
});

test('each program of bench/ is a script', () => {
  const files = readdirSync(`${root}bench`, { recursive: true, encoding: 'utf8' })
    .map((file) => `bench/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.mjs') && !file.includes('node_modules') && !file.startsWith('site/page/'));
  const withUsage = files.filter((file) => readFileSync(root + file, 'utf8').includes('usage: npm run'));
  expect(programs.map(({ program }) => program).sort()).toEqual(withUsage.sort());
});

test('a name that no case has prints one line and the usage', () => {
  const { status, stdout, stderr } = run('bench/programs/functions.mjs', '--only', 'reluu');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^--only reluu: no such case\. There are celu, celu\.grad, .*\n\nusage: npm run bench /);
});

test('each activation, its gradient and its gradient with dy are cases', () => {
  const cases = new Set(allCases().map(({ name }) => name));
  expect(names.filter((name) => ![name, `${name}.grad`, `${name}.gradDy`].every((one) => cases.has(one)))).toEqual([]);
});

test.each(allCases().map((one) => [one.name, one] as const))('%s: each contender gives the right results', (_, one) => {
  const { contendersAt, expectedAt } = prepare(one, SIZE);
  // Throws where one does not.
  expect(contendersAt(SIZE, expectedAt(SIZE)).map(({ name }) => name)).toContain('hand');
});

test.each(onePassCases.map((one) => [one.name, one] as const))(
  '%s: each contender gives the right results',
  async (_, one) => {
    const size = one.axis === undefined ? 4096 : one.axis.size * one.axis.inner;
    const { contenders, dispose } = await onePassContenders(one, size);
    // Throws where one does not.
    expect(contenders.length).toBeGreaterThan(1);
    await dispose();
  },
);
