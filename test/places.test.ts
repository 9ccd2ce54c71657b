import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import results from './places/RESULTS.json' with { type: 'json' };
import { withPlaces } from './places/table.mjs';

test('README tells the places that were tried, and no others', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  expect(readme).toBe(withPlaces(readme, results));
});

test('every place gave one result', () => {
  expect(new Set(results.tried.map(({ hash }) => hash)).size).toBe(1);
});
