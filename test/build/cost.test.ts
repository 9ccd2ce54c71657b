import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import * as functions from '../../src/functions/index.js';
import { weigh, weighByRolldown, weighByRollup } from '../../tools/weigh.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The first function takes what all share along, and each further one its kernels, its twins and its definition. */
const FIRST = 9_000;
const FURTHER = 724;

// Bytes, minified and gzipped, kernels included.
test.for([
  { names: '{ relu }', most: FIRST },
  { names: '{ gelu }', most: 9_500 },
  { names: '{ softmax }', most: FIRST },
  { names: '*', most: FIRST + FURTHER * (Object.keys(functions).length - 1) },
])('$names is at most $most bytes by esbuild, Rollup and Rolldown', async ({ names, most }) => {
  const source = `export ${names} from 'wasm-activations'`;
  const { gzip } = await weigh(source, root);
  for (const bytes of [gzip, await weighByRollup(source, root), await weighByRolldown(source, root)]) {
    expect(bytes).toBeGreaterThan(5000);
    expect(bytes).toBeLessThanOrEqual(most);
  }
});

test('nothing is installed with the package', () => {
  const { dependencies = {} } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  expect(dependencies).toEqual({});
});
