import { readFileSync, writeFileSync } from 'node:fs';
import { parseOptions } from '../../../tools/options.mjs';
import { withPlaces } from './table.mjs';

const USAGE = `usage: npm run places:report

Writes the table of places from test/platforms/places/RESULTS.json into docs/places.md.`;

parseOptions({}, USAGE);

const page = new URL('../../../docs/places.md', import.meta.url);
const results = JSON.parse(readFileSync(new URL('RESULTS.json', import.meta.url), 'utf8'));
writeFileSync(page, withPlaces(readFileSync(page, 'utf8'), results));
