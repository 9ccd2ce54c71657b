import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { integer, misuse, parseCommandLine } from '../../tools/options.mjs';

const USAGE = `usage: node test/reference/golden.mjs [NAME | NAME.grad]... [--only forward|grad] [--threads N] [--count N]

Builds the reference and writes the golden hashes of all functions, or of the named ones, into test/golden/NAME.json, and the
inputs that are hardest to round into test/golden/hardest.json.

  --only forward|grad   one of the two. Default: both
  --threads N           default: 2
  --count N             how many of the hardest inputs. Default: 100`;

const here = dirname(fileURLToPath(import.meta.url));
const golden = join(here, '../golden');
const program = join(here, '../../build/reference/reference');

const { values: options, positionals } = parseCommandLine(
  {
    only: { type: 'string' },
    threads: { type: 'string', default: '2' },
    count: { type: 'string', default: '100' },
  },
  USAGE,
);
if (options.only !== undefined && options.only !== 'forward' && options.only !== 'grad') {
  misuse(`--only must be forward or grad, got ${options.only}`, USAGE);
}
integer('threads', options.threads, USAGE, 64);
integer('count', options.count, USAGE, 100);

/** @param {string} file @returns {Record<string, any>} */
function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/**
 * A function's file: forward first, all 256 block hashes in one string.
 * @param {string} name @param {string} side @param {{ final: string, blocks: string[] }} hashes
 */
function writeGolden(name, side, { final, blocks }) {
  const file = join(golden, `${name}.json`);
  const sides = { ...readJson(file), [side]: { final, blocks: blocks.join('') } };
  const { forward, grad } = sides;
  writeFileSync(file, `${JSON.stringify({ forward, grad }, null, 2)}\n`);
}

/**
 * All lists in one file, in the order of the reference's table, eight pairs a line.
 * @param {string} name @param {[string, string, number][]} hardest @param {string[]} names
 */
function writeHardest(name, hardest, names) {
  const file = join(golden, 'hardest.json');
  const lists = { ...readJson(file), [name]: hardest.map(([x, y]) => [x, y]) };
  const entries = names
    .filter((known) => lists[known])
    .map((known) => {
      const pairs = lists[known].map((/** @type {string[]} */ pair) => JSON.stringify(pair));
      const lines = [];
      for (let i = 0; i < pairs.length; i += 8) lines.push(`    ${pairs.slice(i, i + 8).join(', ')}`);
      return `  ${JSON.stringify(known)}: [${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}]`;
    });
  writeFileSync(file, `{\n${entries.join(',\n')}\n}\n`);
}

execFileSync('make', ['-s', '-C', here], { stdio: 'inherit' });
mkdirSync(golden, { recursive: true });
const names = execFileSync(program, ['list'], { encoding: 'utf8' }).trim().split('\n');
const unknown = positionals.find((name) => !names.includes(name));
if (unknown !== undefined) misuse(`unknown function ${unknown}, expected ${names.join(', ')}`, USAGE);
const wanted =
  positionals.length > 0
    ? positionals.flatMap((name) => (name.endsWith('.grad') ? [name] : [name, `${name}.grad`]))
    : names;

for (const name of wanted) {
  const [base, grad] = name.split('.');
  const side = grad ? 'grad' : 'forward';
  if (options.only && options.only !== side) continue;
  const start = performance.now();
  const result = JSON.parse(
    execFileSync(program, ['golden', name, '--threads', options.threads, '--count', options.count], {
      encoding: 'utf8',
    }),
  );
  writeGolden(base, side, result);
  writeHardest(name, result.hardest, names);
  console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s, ${result.final}`);
}
