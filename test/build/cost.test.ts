import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import * as functions from '../../src/functions/index.js';
import { weigh } from '../../tools/weigh.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The first function takes what all share along, and each further one its kernels, its twins and its definition. */
const FIRST = 9_400;
const FURTHER = 950;

// Bytes by esbuild, minified and gzipped, kernels included.
test.for([
  { names: '{ relu }', most: FIRST },
  { names: '{ gelu }', most: 10_300 },
  { names: '{ softmax }', most: 9_500 },
  { names: '*', most: FIRST + FURTHER * (Object.keys(functions).length - 1) },
])('$names is at most $most bytes', async ({ names, most }) => {
  const { gzip } = await weigh(`export ${names} from 'wasm-activations'`, root);
  expect(gzip).toBeGreaterThan(0);
  expect(gzip).toBeLessThanOrEqual(most);
});

test('nothing is installed with the package', () => {
  const { dependencies = {} } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  expect(dependencies).toEqual({});
});
