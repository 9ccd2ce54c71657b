// Puts small mistakes into the kernels and the twins, one at a time, and says which test meets each first: see USAGE.
import { execFileSync, fork, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseOptions } from '../../tools/options.mjs';
import { answer } from '../mutation/answer.mjs';
import { bundle } from '../mutation/bundle.mjs';
import { mistakes } from './mistakes.mjs';

const USAGE = `usage: npm run test:mistakes -- [--only TEXT]

Puts each mistake of test/mistakes/mistakes.mjs into a temporary copy of the repository, one at a time, compiles the kernels where it is in
assembly/, runs the tests of values and arrays until one fails, and names that. A mistake that no test meets is a failure.

  --only TEXT   mistakes in files whose name contains it`;

const root = fileURLToPath(new URL('../..', import.meta.url));
/** In the order in which they run: those first that are quick and meet most. Not those that write a file, or need a compiler for C. */
const TESTS = [/values\/values/, /values\/golden/, /values\/prelu/, /values\/(?!float16)/, /arrays\/(?!foreign)/];

const { only } = parseOptions({ only: { type: 'string', default: '' } }, USAGE);
/** Twins first: no kernel is compiled anew where its mistake is mended. */
const chosen = mistakes
  .filter(({ file }) => file.includes(only))
  .sort((a, b) => Number(a.file.startsWith('assembly/')) - Number(b.file.startsWith('assembly/')));

/** The tests take a minute, on a busy machine a few. */
const MOST_MS = 900_000;

const copy = mkdtempSync(join(tmpdir(), 'mistakes-'));
/** @param {string} program @param {string[]} args */
const run = (program, ...args) => spawnSync(process.execPath, [program, ...args], { cwd: copy, encoding: 'utf8' });
const asc = 'node_modules/assemblyscript/bin/asc.js';

/** Compiles the copy's kernels. Returns why that failed, if it did. */
function compiled() {
  for (const args of [[asc, '--target', 'release'], ['tools/embed.mjs']]) {
    const { status, stdout, stderr } = run(args[0], ...args.slice(1));
    if (status !== 0) return `${stdout}${stderr}`;
  }
  return undefined;
}

const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
const tests = files.filter((file) => /^test\/.*(?<!\.slow)\.test\.ts$/.test(file));
const ordered = new Set(TESTS.flatMap((part) => tests.filter((file) => part.test(file))));
const program = join(copy, 'build/mistakes.mjs');

/** The first test that fails, or undefined. */
async function met() {
  await bundle(
    Array.from(ordered, (file) => ({ file, only: /./ })),
    program,
  );
  const child = fork(program, { cwd: copy, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const outcome = await answer(child, {}, MOST_MS);
  child.kill();
  if (outcome === undefined) return 'a test that did not end';
  return outcome.tests.find(({ message }) => message !== undefined)?.id;
}

let unmet = 0;
try {
  for (const file of [...files, 'dist', 'build/modules', 'src/generated']) {
    cpSync(join(root, file), join(copy, file), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  process.chdir(copy);

  const already = await met();
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
      const test = failure === undefined ? await met() : undefined;
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
