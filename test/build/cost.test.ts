import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { weigh } from '../../tools/weigh.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

// Bytes by esbuild, minified and gzipped, kernels included.
test.for([
  { names: '{ relu }', most: 9_400 },
  { names: '{ gelu }', most: 10_300 },
  { names: '{ softmax }', most: 9_500 },
  { names: '*', most: 36_500 },
])('$names is at most $most bytes', async ({ names, most }) => {
  const { gzip } = await weigh(`export ${names} from 'wasm-activations'`, root);
  expect(gzip).toBeGreaterThan(0);
  expect(gzip).toBeLessThanOrEqual(most);
});

test('nothing is installed with the package', () => {
  const { dependencies = {} } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  expect(dependencies).toEqual({});
});
