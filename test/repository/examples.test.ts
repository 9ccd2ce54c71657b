import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { rows, run } from '../support/usage.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('the Iris example: leakyRelu learns where relu units are dead, with the same weights on both backends', () => {
  const { status, stdout: text } = run('examples/iris/main.mjs');
  expect(status).toBe(0);

  function result(name: string) {
    const runs = rows(text, name).map(([, backend, before, after, accuracy, weights]) => ({
      backend,
      outcome: { before: Number(before), after: Number(after), accuracy: Number.parseFloat(accuracy), weights },
    }));
    expect(runs.map(({ backend }) => backend)).toEqual(['wasm', 'js']);
    expect(runs[0].outcome.weights).toMatch(/^[0-9a-f]{16}$/);
    expect(runs[1].outcome).toEqual(runs[0].outcome);
    return runs[0].outcome;
  }

  const relu = result('relu');
  const leakyRelu = result('leakyRelu');
  expect(leakyRelu).toMatchObject({ before: 0, after: 0 });
  expect(leakyRelu.accuracy).toBeGreaterThanOrEqual(95);
  expect(relu.before).toBeGreaterThan(0);
  expect(relu.after).toBeGreaterThan(relu.before);
  expect(relu.accuracy).toBeLessThan(leakyRelu.accuracy);
  expect(relu.weights).not.toBe(leakyRelu.weights);

  // The seed is fixed, so the README can show the very table.
  expect(readFileSync(`${root}/examples/README.md`, 'utf8')).toContain(text);
});
