import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { weigh } from '../../bench/bundle.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('the whole import, kernels included, is at most 24 kB, minified and gzipped', async () => {
  const { gzip } = await weigh("export * from 'wasm-activations'", root);
  expect(gzip).toBeGreaterThan(0);
  expect(gzip).toBeLessThanOrEqual(24_000);
});

test('the only dependency is the AssemblyScript loader', () => {
  const { dependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  expect(Object.keys(dependencies)).toEqual(['@assemblyscript/loader']);
});
