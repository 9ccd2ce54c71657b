// Writes test/golden/sample.json: for each function and derivative a hash of the reference's results for every exponent's
// edges and for every 16,411th input. Takes some seconds; needs the reference, which it builds.
//
//   node test/reference/sample.mjs
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const program = join(root, 'build/reference/reference');

// The inputs are those of the tests, which are TypeScript.
const outfile = join(root, 'build/inputs.mjs');
await build({ entryPoints: [join(root, 'test/support/inputs.ts')], outfile, bundle: true, format: 'esm' });
/** @type {typeof import('../support/inputs.js')} */
const { exponentEdges, everyNth, SAMPLE_STRIDE, withOneNaN } = await import(outfile);

execFileSync('make', ['-s', '-C', here], { stdio: 'inherit' });
const names = execFileSync(program, ['list'], { encoding: 'utf8' }).trim().split('\n');
const inputs = { edges: exponentEdges(), stride: everyNth(SAMPLE_STRIDE) };

/** @param {string} name @param {Float32Array} x */
function hash(name, x) {
  const input = new Uint8Array(x.buffer, x.byteOffset, x.byteLength);
  const bytes = execFileSync(program, ['values', name], { input, maxBuffer: 2 * x.byteLength });
  const results = new Float32Array(Uint8Array.from(bytes).buffer);
  return createHash('sha256').update(withOneNaN(results)).digest('hex').slice(0, 16);
}

/** @type {[name: string, hashes: { edges: string, stride: string }][]} */
const hashes = names.map((name) => [name, { edges: hash(name, inputs.edges), stride: hash(name, inputs.stride) }]);
const lines = hashes.map(([name, { edges, stride }]) => `  "${name}": { "edges": "${edges}", "stride": "${stride}" }`);
writeFileSync(join(here, '../golden/sample.json'), `{\n${lines.join(',\n')}\n}\n`);
