import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kernelsBinary } from '../support/kernels.js';
import { isThorough, thorough } from '../support/thorough.js';

// The tarball as `npm publish` would send it, installed into an empty folder.
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'wasm-activations-')));
const app = join(folder, 'app');
let packed: { readonly files: readonly string[]; readonly unpackedSize: number };

function run(cwd: string, command: string, ...args: string[]): string {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command} ${args.join(' ')}\n${stdout}\n${stderr}`);
  }
}

/** Type-checks the consumer as a project of its own, and makes JavaScript of it. */
function compile(module: string, moduleResolution: string): void {
  const compilerOptions = {
    module,
    moduleResolution,
    target: 'es2022',
    lib: ['es2022', 'dom'],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
  };
  writeFileSync(join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['consumer.ts'] }));
  run(app, process.execPath, resolve('node_modules/typescript/bin/tsc'));
}

beforeAll(() => {
  const [{ filename, files, unpackedSize }] = JSON.parse(
    run('.', 'npm', 'pack', '--ignore-scripts', '--json', '--pack-destination', folder),
  );
  packed = { files: files.map(({ path }: { path: string }) => path), unpackedSize };
  mkdirSync(app);
  writeFileSync(join(app, 'package.json'), '{ "private": true, "type": "module" }');
  run(app, 'npm', 'install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', join('..', filename));
  for (const file of ['consumer.ts', 'main.mjs']) copyFileSync(join('test/build/consumer', file), join(app, file));
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true }));

/** Files by the part of their name that no chunk's hash changes. */
const FILES = [
  ...['index', 'parallel', 'tfjs', 'shared'].flatMap((name) => [`${name}.js`, `${name}.cjs`]),
  ...['index', 'parallel', 'tfjs'].flatMap((name) => [`${name}.d.ts`, `${name}.d.cts`]),
  'types.d.cts',
  ...['workerd.js', 'worker.js', 'wasm-activations.min.js', 'shared-*.js', 'cli/main.js', 'cli/verifyWorker.js'],
  ...['kernels.wasm', 'LICENSE-assemblyscript-loader'],
];

test('the tarball holds what is built from src, the images of README, and no more', () => {
  const names = new Set(packed.files.map((path) => path.replace(/shared-\w+/, 'shared-*')));
  const built = FILES.map((file) => `dist/${file}`);
  const folders = ['parallel/package.json', 'tfjs/package.json'];
  const images = Array.from(readFileSync('README.md', 'utf8').matchAll(/(?:src|srcset)="([^"]+)"/g), ([, path]) => path);
  expect([...names].sort()).toEqual(['package.json', 'README.md', 'LICENSE', ...folders, ...images, ...built].sort());
});

test('links and images of the README that is packed lead to files that are packed', () => {
  const readme = readFileSync(join(app, 'node_modules/wasm-activations/README.md'), 'utf8');
  const links = readme.matchAll(/\]\(\s*<?([^)>\s]+)|^\[[^\]]+\]:\s*(\S+)|(?:src|srcset|href)="([^"]+)"/gm);
  const paths = Array.from(links, ([, inline, reference, html]) => inline ?? reference ?? html)
    .filter((target) => !/^(?:https?:|#)/.test(target))
    .map((target) => target.replace(/#.*/, ''));
  expect(paths).toContain('bench/results/functions.svg');
  expect(paths.filter((path) => !packed.files.includes(path))).toEqual([]);
});

test('the tarball is small', () => {
  expect(packed.files.length).toBeLessThan(100);
  expect(packed.unpackedSize).toBeLessThan(600_000);
});

test('nothing is installed with it', () => {
  expect(readdirSync(join(app, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['wasm-activations']);
});

test(`its command runs, as npm links it${isThorough ? ', and finds all results of relu6 correctly rounded' : ''}`, () => {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(run(app, 'npx', '--offline', name, '--version')).toBe(`${version}\n`);
  if (!isThorough) return;
  expect(run(app, join('node_modules', '.bin', name), 'verify', 'relu6')).toMatch(
    /^relu6: 4,294,967,296 inputs, correctly rounded, \d+ s, \d+ threads? \(wasm\)\n$/,
  );
}, 300_000);

const resolutions = [
  { module: 'nodenext', moduleResolution: 'nodenext' },
  { module: 'node16', moduleResolution: 'node16' },
  { module: 'esnext', moduleResolution: 'bundler' },
];

describe.each(thorough(resolutions, resolutions.slice(0, 1)))('with moduleResolution $moduleResolution', ({ module, moduleResolution }) => {
  test('a program compiles against its types, which refuse what is wrong, and runs', () => {
    compile(module, moduleResolution);
    expect(JSON.parse(run(app, process.execPath, 'main.mjs'))).toEqual({
      backend: 'wasm',
      js: 'js',
      out: [0, 0, 15],
      options: [-5, 0, 15],
      grad: [0.5, 1, 3],
      blobs: [4, 16, 12],
      plain: [
        [0, 1],
        [Math.fround(-0.01), 1],
      ],
      refused: [
        'TypeError: leakyRelu: unknown option "alhpa", expected out, alpha, bias, times, inner',
        'TypeError: relu: unknown option "alpha", expected out, bias, times, inner',
        expect.stringMatching(/^TypeError: relu: x must be a Float32Array/),
        expect.stringMatching(/^TypeError: createActivations: backend must be 'auto' or 'wasm' or 'js'/),
      ],
      kernels: Buffer.from(kernelsBinary).toString('hex'),
      given: [0, 2],
      copies: [true, true, [0, 3], [0, 3]],
    });
  });
});
