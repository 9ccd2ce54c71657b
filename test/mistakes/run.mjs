// Puts small mistakes into the kernels and the twins, one at a time, and says which test meets each first: see USAGE.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseOptions } from '../../tools/options.mjs';
import { mistakes } from './mistakes.mjs';

const USAGE = `usage: npm run test:mistakes -- [--only TEXT]

Puts each mistake of test/mistakes/mistakes.mjs into a temporary copy of the repository, one at a time, compiles the kernels where it is in
assembly/, runs the tests of values and arrays until one fails, and names that. A mistake that no test meets is a failure.

  --only TEXT   mistakes in files whose name contains it`;

const root = fileURLToPath(new URL('../..', import.meta.url));
/** In the order in which they run: those first that are quick and meet most. */
const TESTS = ['test/values/values', 'test/values/golden', 'test/values/prelu', 'test/values', 'test/arrays'];

const { only } = parseOptions({ only: { type: 'string', default: '' } }, USAGE);
/** Twins first: no kernel is compiled anew where its mistake is mended. */
const chosen = mistakes
  .filter(({ file }) => file.includes(only))
  .sort((a, b) => Number(a.file.startsWith('assembly/')) - Number(b.file.startsWith('assembly/')));

const copy = mkdtempSync(join(tmpdir(), 'mistakes-'));
/** @param {string} program @param {string[]} args */
const run = (program, ...args) => spawnSync(process.execPath, [program, ...args], { cwd: copy, encoding: 'utf8' });
const asc = 'node_modules/assemblyscript/bin/asc.js';
const vitest = 'node_modules/vitest/vitest.mjs';

/** Compiles the copy's kernels. Returns why that failed, if it did. */
function compiled() {
  for (const args of [[asc, '--target', 'release'], ['tools/embed.mjs']]) {
    const { status, stdout, stderr } = run(args[0], ...args.slice(1));
    if (status !== 0) return `${stdout}${stderr}`;
  }
  return undefined;
}

/** The first test that fails, or undefined. */
function met() {
  for (const [i, tests] of TESTS.entries()) {
    const report = join(copy, 'build', 'report.json');
    const others = TESTS.slice(0, i).filter((path) => path.startsWith(tests));
    const excluded = others.flatMap((path) => ['--exclude', `${path}.test.ts`]);
    run(vitest, 'run', tests, ...excluded, '--bail', '1', '--reporter', 'json', '--outputFile', report);
    const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
    for (const { name, message, assertionResults } of testResults) {
      const file = name.slice(copy.length + 1);
      for (const { status, fullName } of assertionResults) if (status === 'failed') return `${file}: ${fullName}`;
      if (message) return `${file}: ${message.split('\n')[0]}`;
    }
  }
  return undefined;
}

let unmet = 0;
try {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
  for (const file of [...files, 'dist', 'build/modules', 'src/generated']) {
    cpSync(join(root, file), join(copy, file), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

  const already = met();
  if (already !== undefined) throw new Error(`a test fails without any mistake: ${already}`);

  for (const { file, right, wrong } of chosen) {
    const path = join(copy, file);
    const text = readFileSync(path, 'utf8');
    const isKernel = file.startsWith('assembly/');
    const what = `${file}: ${wrong.trim() || 'nothing'} for ${right.trim()}`.replaceAll(/\s+/g, ' ');
    let outcome;
    if (text.split(right).length !== 2) {
      outcome = 'CANNOT BE PUT IN: the text is not there once';
      unmet++;
    } else {
      writeFileSync(
        path,
        text.replace(right, () => wrong),
      );
      const failure = isKernel ? compiled() : undefined;
      const test = failure === undefined ? met() : undefined;
      if (failure !== undefined)
        outcome = `does not compile: ${failure.split('\n').find((line) => line.includes('ERROR'))}`;
      else outcome = test ?? 'MET BY NO TEST';
      if (test === undefined && failure === undefined) unmet++;
      writeFileSync(path, text);
    }
    console.log(`${what}\n  ${outcome}`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(`${chosen.length} mistakes, ${unmet} met by no test`);
if (unmet > 0) process.exitCode = 1;
