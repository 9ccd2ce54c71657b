/** A throw-away function in a copy of the repository: whichever of its places is left out, the check names it. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { missingPlaces } from '../../tools/places.mjs';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'activations-'));

/** The files that the check reads. */
const COPIED = [
  'assembly',
  'src/functions',
  'tools/specs.ts',
  'test/reference/functions',
  'test/golden',
  'docs/functions.md',
  'README.md',
];

/** Behind or in the place of a text, a new one. */
interface Edit {
  readonly file: string;
  readonly find?: string;
  readonly replace: (found: string) => string;
}

// twice(x) = 2 x.
const written: readonly (Edit & { readonly message: string })[] = [
  {
    file: 'assembly/ops/twice.ts',
    replace: () => 'export function twice(): void {}\nexport function twiceGrad(): void {}\n',
    message: 'twice: assembly/ops/twice.ts is missing',
  },
  {
    file: 'assembly/index.ts',
    find: 'export { tanh, tanhGrad } from "./ops/tanh";\n',
    replace: (line) => `${line}export { twice, twiceGrad } from "./ops/twice";\n`,
    message: 'twice: assembly/index.ts has no line for it',
  },
  {
    file: 'src/functions/twice.ts',
    replace: () => '/** `twice(x) = 2 x` */\nexport const twice = {};\n',
    message: 'twice: src/functions/twice.ts is missing',
  },
  {
    file: 'src/functions/elementwise.ts',
    find: "export * from './thresholdedRelu.js';\n",
    replace: (line) => `${line}export * from './twice.js';\n`,
    message: 'twice: src/functions/elementwise.ts has no line for it',
  },
  {
    file: 'tools/specs.ts',
    find: 'export const specs = {\n',
    replace: (line) => `${line}  twice,\n`,
    message: 'twice: tools/specs.ts has no row for it',
  },
  {
    file: 'test/reference/functions/table.h',
    find: 'FUNCTION(gelu,',
    replace: (line) => `FUNCTION(twice, AS_GIVEN, NONE, minus_infinity, infinity, one, one)\n${line}`,
    message: 'twice: test/reference/functions/table.h has no line for it',
  },
  {
    file: 'test/reference/functions/twice.c',
    replace: () => 'void twice_mpfr(workspace *w, double x, const parameters *p) {}\n',
    message: 'twice: test/reference/functions/ has no twice_double, twice_mpfr',
  },
];

const generated: readonly (Edit & { readonly message: string })[] = [
  { file: 'test/golden/twice.json', replace: () => '{}\n', message: 'twice: test/golden/twice.json is missing' },
  {
    file: 'test/golden/hardest.json',
    find: '{\n',
    replace: (line) => `${line}  "twice": [],\n  "twice.grad": [],\n`,
    message: 'twice: test/golden/hardest.json has not its inputs',
  },
  {
    file: 'test/golden/sample.json',
    find: '{\n',
    replace: (line) => `${line}  "twice": {},\n  "twice.grad": {},\n`,
    message: 'twice: test/golden/sample.json has not its hashes',
  },
  {
    file: 'docs/functions.md',
    find: '\n## gelu\n',
    replace: (line) => `\n## twice\n${line}`,
    message: 'twice: README.md and docs/functions.md do not show it',
  },
  {
    file: 'README.md',
    find: '| `gelu` ',
    replace: (line) => `| \`twice\` |\n${line}`,
    message: 'twice: README.md and docs/functions.md do not show it',
  },
];

const edits = [...written, ...generated];

function apply({ file, find, replace }: Edit): void {
  const path = join(copy, file);
  if (find === undefined) writeFileSync(path, replace(''));
  else {
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(find);
    writeFileSync(path, text.replace(find, replace));
  }
}

/** Takes an edit back. */
function leaveOut({ file, find }: Edit): void {
  if (find === undefined) rmSync(join(copy, file));
  else cpSync(join(repository, file), join(copy, file));
}

beforeAll(() => {
  for (const path of COPIED) cpSync(join(repository, path), join(copy, path), { recursive: true });
  for (const edit of edits) apply(edit);
});
afterAll(() => rmSync(copy, { recursive: true }));

test('no place of any function is missing', () => {
  expect(missingPlaces(repository)).toEqual([]);
});

test('a function that is in all of its places is complete', () => {
  expect(missingPlaces(copy)).toEqual([]);
});

test.each(edits)('left out of $file, it is named', (edit) => {
  leaveOut(edit);
  const missing = missingPlaces(copy);
  apply(edit);
  expect(missing).toHaveLength(1);
  expect(missing[0]).toContain(edit.message);
});
