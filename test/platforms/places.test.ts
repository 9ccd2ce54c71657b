import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import results from './places/RESULTS.json' with { type: 'json' };
import { withPlaces } from './places/table.mjs';

test('docs/places.md lists the places that were tried, and no others', () => {
  const text = readFileSync(new URL('../../docs/places.md', import.meta.url), 'utf8');
  expect(text).toBe(withPlaces(text, results));
});
