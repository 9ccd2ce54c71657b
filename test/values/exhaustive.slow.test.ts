import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { cases as allCases } from './exhaustive/cases.js';

function exhaustive(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['test/values/exhaustive/run.mjs', ...args], {
    encoding: 'utf8',
    timeout: 300_000,
  });
  return { status, lines: stdout.trim().split('\n'), stderr };
}

test('a thinned run says, for each case, what it ran and that nothing differs', () => {
  const { status, lines, stderr } = exhaustive('--stride', String(2 ** 20), '--only', 'elu', '--only', 'hardtanh');
  const cases = allCases.filter(({ activation }) => activation === 'elu' || activation === 'hardtanh');
  expect(stderr).toContain('left');
  for (const [i, { name }] of cases.entries()) {
    expect(lines[i].startsWith(name)).toBe(true);
    expect(lines[i]).toMatch(/ inputs 4,096, mismatches 0, hash [0-9a-f]{16}$/);
  }
  expect(lines).toHaveLength(cases.length);
  expect(status).toBe(0);
});

test('the hashes do not depend on the number of threads', () => {
  // Five blocks of inputs.
  const [one, three] = ['1', '3'].map((threads) =>
    exhaustive('--only', 'relu', '--stride', '1021', '--threads', threads),
  );
  expect(one.lines).toHaveLength(allCases.filter(({ activation }) => activation === 'relu').length);
  expect(three.lines).toEqual(one.lines);
});

test.each([
  [['--only', 'rleu'], /^--only must be one of .*relu.*, got rleu\n\nusage: /],
  [['--stride', '0'], /^--stride must be an integer from 1 to 4294967296, got 0\n\nusage: /],
  [['--threads', 'two'], /^--threads must be an integer from 1 to 1024, got two\n\nusage: /],
])('%j is refused', (args, message) => {
  const { status, stderr } = exhaustive(...args);
  expect(stderr).toMatch(message);
  expect(status).toBe(2);
});
