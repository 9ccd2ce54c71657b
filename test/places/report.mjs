// Writes the table of places from RESULTS.json into docs/places.md: npm run places:report.

import { readFileSync, writeFileSync } from 'node:fs';
import { withPlaces } from './table.mjs';

const page = new URL('../../docs/places.md', import.meta.url);
const results = JSON.parse(readFileSync(new URL('RESULTS.json', import.meta.url), 'utf8'));
writeFileSync(page, withPlaces(readFileSync(page, 'utf8'), results));
