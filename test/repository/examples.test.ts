import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What an example prints, run as `npm` runs it, on what was built; rejects unless it exits with 0. */
async function printed(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  return stdout;
}

/** The cells of every line that begins with `name`. */
function rows(text: string, name: string): string[][] {
  return text
    .split('\n')
    .map((line) => line.trim().split(/\s{2,}/))
    .filter(([first]) => first === name);
}

test('the Iris example: leakyRelu learns where relu units are dead, with the same weights on both backends', async () => {
  const text = await printed('examples/iris/main.mjs');

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

test("the Iris example with activations of one's choice", async () => {
  const text = await printed('examples/iris/main.mjs', '--activation', 'gelu', '--activation', 'softsign');
  for (const name of ['gelu', 'softsign']) {
    const [wasm, js] = rows(text, name);
    expect([wasm[1], js[1]]).toEqual(['wasm', 'js']);
    expect(js.slice(2), name).toEqual(wasm.slice(2));
    expect(Number.parseFloat(wasm[4]), name).toBeGreaterThan(85);
  }
  const refused = await printed('examples/iris/main.mjs', '--activation', 'softmax').catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect((refused as { stderr: string }).stderr).toMatch(
    /^--activation must name an activation, got softmax\n\nusage: npm run example:iris.*There are celu, elu, gelu,/s,
  );
});
