import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** For each folder, the folders that its files import nothing of. */
const forbidden: Readonly<Record<string, readonly string[]>> = {
  src: ['tools', 'bench', 'test', 'site', 'examples'],
  tools: ['bench', 'test', 'site', 'examples'],
  bench: ['test', 'site', 'examples'],
  examples: ['bench', 'test', 'site'],
  site: ['bench'],
  test: ['bench'],
};

/** The tests of the bench itself. */
const OF_THE_BENCH = ['test/repository/bench.test.ts', 'test/repository/report.test.ts'];

function programsIn(folder: string): string[] {
  return readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter((file) => /\.(?:ts|mjs)$/.test(file) && !file.includes('node_modules/') && statSync(root + file).isFile());
}

/** The folders at the root that a file imports something of, types included. */
function foldersOf(file: string): string[] {
  const imports = readFileSync(root + file, 'utf8').matchAll(/(?:\bfrom|\bimport)\b\s*\(?\s*'(\.{1,2}\/[^']*)'/g);
  return Array.from(imports, ([, path]) => relative(root, resolve(root, dirname(file), path)).split(/[/\\]/)[0]);
}

test.each(Object.entries(forbidden))('%s/ imports nothing of %s', (folder, others) => {
  const files = programsIn(folder).filter((file) => !OF_THE_BENCH.includes(file));
  expect(files).not.toEqual([]);
  const wrong = files.flatMap((file) =>
    foldersOf(file).flatMap((other) => (others.includes(other) ? [`${file}: ${other}`] : [])),
  );
  expect(wrong).toEqual([]);
});
