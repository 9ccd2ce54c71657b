// Writes the table of places from RESULTS.json into README: npm run places:report.

import { readFileSync, writeFileSync } from 'node:fs';
import { withPlaces } from './table.mjs';

const readme = new URL('../../README.md', import.meta.url);
const results = JSON.parse(readFileSync(new URL('RESULTS.json', import.meta.url), 'utf8'));
writeFileSync(readme, withPlaces(readFileSync(readme, 'utf8'), results));
