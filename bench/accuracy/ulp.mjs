/** The tests' units in the last place, translated for Nodes that do not read TypeScript. */
import { readFile } from 'node:fs/promises';
import { transform } from 'esbuild';

const source = await readFile(new URL('../../test/support/ulp.ts', import.meta.url), 'utf8');
const { code } = await transform(source, { loader: 'ts' });
/** @type {typeof import('../../test/support/ulp.js')} */
export const { ulpError, unitAt } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
