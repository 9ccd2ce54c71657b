import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Activation, definitionOf } from '../../../src/calls/activation.js';
import * as elementwise from '../../../src/functions/elementwise.js';
import * as ops from '../../../src/functions/index.js';
import { functions, generated } from '../../../tools/functions.mjs';
import { blocks } from './blocks.js';
import { program } from './program.js';

const folder = 'build/documentation';

const titled = blocks.map((block) => ({ ...block, title: `${block.file}:${block.line}` }));
const running = titled.filter(({ runs }) => runs);

/** Checks the types of all blocks in one run of the compiler, then makes programs of them, as a bundler does. */
async function compile(): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const entryPoints = running.map((block, i) => {
    const path = join(folder, `block${i}.${block.language}`);
    writeFileSync(path, program(block, folder));
    return path;
  });
  const compilerOptions = { module: 'esnext', moduleResolution: 'bundler', checkJs: false, noUnusedLocals: false };
  const config = { extends: '../../tsconfig.json', compilerOptions, include: ['block*'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  try {
    execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', folder], { encoding: 'utf8' });
  } catch (error) {
    const { stdout } = error as { stdout: string };
    const named = stdout.replaceAll(/\S*block(\d+)\.ts\((\d+),/g, (_, i, line) => {
      const { file, line: first } = running[Number(i)];
      return `${file}:${first + Number(line) - 2} (column `;
    });
    throw new Error(`an example does not compile:\n${named}`);
  }
  await build({
    entryPoints,
    outdir: join(folder, 'out'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    external: ['wasm-activations'],
    platform: 'node',
    mainFields: ['module', 'main'],
    format: 'esm',
    target: 'es2022',
    // TensorFlow.js calls it for Node's own modules.
    banner: { js: "import { createRequire as r } from 'node:module'; const require = r(import.meta.url);" },
  });
}

/** What each of them threw, or null. */
async function outcomes(): Promise<(string | null)[]> {
  const file = join(folder, 'outcomes.json');
  const modules = running.map((_, i) => resolve(folder, 'out', `block${i}.mjs`));
  await promisify(execFile)(process.execPath, ['test/repository/documentation/runAll.mjs', file, ...modules]);
  return JSON.parse(readFileSync(file, 'utf8'));
}

describe('examples in README, docs and doc comments', () => {
  let thrown: (string | null)[];
  beforeAll(async () => {
    await compile();
    thrown = await outcomes();
  }, 120_000);

  test.each(running.map((block, i) => [block.title, i] as const))('%s runs and gives what it says', (_, i) => {
    expect(thrown[i]).toBe(null);
  });

  test('those that do not run are these', () => {
    const reasons: Record<string, string> = {
      'docs/float16.md': 'needs an engine with Float16Array; test/values/float16.test.ts does the same',
      'docs/foreign-memory.md': 'needs a C compiler; test/arrays/foreign.test.ts runs the same program',
      'docs/places.md': 'needs a host that loads .wasm as a module; test/places runs it in workerd',
    };
    expect(titled.filter(({ runs }) => !runs).map(({ file }) => file)).toEqual(Object.keys(reasons));
  });

  test.each(functions.map(({ name, text }) => [name, text]))('%s has an example in its doc comment', (name, text) => {
    expect(text).toMatch(new RegExp(String.raw`@example\n\x60\x60\x60ts\n${name}\(.* // → `));
  });
});

describe('functions', () => {
  test.each(generated())('%s agrees with the doc comments (else: npm run docs:functions)', (path, text) => {
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  test.each(functions.filter(({ name }) => name in elementwise).map((each) => [each.name, each] as const))(
    '%s: its doc comment has the defaults',
    (name, each) => {
      const numbers = each.parameters.map(([key, , value]) => {
        const [numerator, denominator = '1'] = value.split('/');
        return [key, Number(numerator) / Number(denominator)];
      });
      const { parameters } = definitionOf((elementwise as unknown as Record<string, Activation<never, never>>)[name]);
      expect(Object.fromEntries(numbers)).toEqual(parameters);
    },
  );

  test('every activation has a doc comment that was read', () => {
    expect(functions.map(({ name }) => name).sort()).toEqual(Object.keys(ops).sort());
  });
});

describe('pages', () => {
  const pages = [...new Set(['README.md', 'CONTRIBUTING.md', ...blocks.map(({ file }) => file)])].filter((file) =>
    file.endsWith('.md'),
  );

  test.each(pages)('%s: its relative links lead somewhere', (page) => {
    const links = readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#\s]+)(#[^)\s]*)?\)/g);
    const missing = Array.from(links, ([, path]) => path).filter((path) => !existsSync(join(dirname(page), path)));
    expect(missing).toEqual([]);
  });

  test('README is short', () => {
    const readme = readFileSync('README.md', 'utf8');
    expect(readme.split('\n').length).toBeLessThanOrEqual(151);
    for (const command of ['npm ci && npm start', 'npm ci && npm test']) {
      expect(readme).toContain(`\n\`\`\`\n${command}\n\`\`\`\n`);
    }
  });
});
