import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { weigh } from '../../tools/weigh.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('the whole import, kernels included, is at most 30 kB, minified and gzipped', async () => {
  const { gzip } = await weigh("export * from 'wasm-activations'", root);
  expect(gzip).toBeGreaterThan(0);
  expect(gzip).toBeLessThanOrEqual(30_000);
});

test('nothing is installed with the package', () => {
  const { dependencies = {} } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  expect(dependencies).toEqual({});
});
