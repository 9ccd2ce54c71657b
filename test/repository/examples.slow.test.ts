import { expect, test } from 'vitest';
import { rows, run } from '../support/usage.js';

test("the Iris example with activations of one's choice", () => {
  const { status, stdout: text } = run('examples/iris/main.mjs', '--activation', 'gelu', '--activation', 'softsign');
  expect(status).toBe(0);
  for (const name of ['gelu', 'softsign']) {
    const [wasm, js] = rows(text, name);
    expect([wasm[1], js[1]]).toEqual(['wasm', 'js']);
    expect(js.slice(2), name).toEqual(wasm.slice(2));
    expect(Number.parseFloat(wasm[4]), name).toBeGreaterThan(85);
  }
  const refused = run('examples/iris/main.mjs', '--activation', 'softmax');
  expect(refused).toMatchObject({ status: 2, stdout: '' });
  expect(refused.stderr).toMatch(
    /^--activation must name an activation, got softmax\n\nusage: npm run example:iris.*There are celu, elu, gelu,/s,
  );
});
