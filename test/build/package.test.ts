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

// The tarball as `npm publish` would send it, installed into an empty folder. The registry gives its one dependency.
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'wasm-activations-')));
const app = join(folder, 'app');
let packed: string[];

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
  const [{ filename, files }] = JSON.parse(
    run('.', 'npm', 'pack', '--ignore-scripts', '--json', '--pack-destination', folder),
  );
  packed = files.map(({ path }: { path: string }) => path);
  mkdirSync(app);
  writeFileSync(join(app, 'package.json'), '{ "private": true, "type": "module" }');
  run(app, 'npm', 'install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', join('..', filename));
  for (const file of ['consumer.ts', 'main.mjs']) copyFileSync(join('test/build/consumer', file), join(app, file));
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true }));

test('the tarball holds what is built from src, and no more', () => {
  const built = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
    .map((path) => `dist/${path.slice(0, -'.ts'.length)}`)
    .flatMap((path) => [`${path}.js`, `${path}.d.ts`]);
  expect(packed.sort()).toEqual(['package.json', 'README.md', 'LICENSE', 'dist/kernels.wasm', ...built].sort());
});

test('nothing is installed with it but the loader', () => {
  const modules = join(app, 'node_modules');
  const visible = (path: string) => readdirSync(path).filter((name) => !name.startsWith('.'));
  expect(visible(modules).sort()).toEqual(['@assemblyscript', 'wasm-activations']);
  expect(visible(join(modules, '@assemblyscript'))).toEqual(['loader']);
});

test('its command runs, as npm links it, and finds all results of relu6 correctly rounded', () => {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(run(app, 'npx', '--offline', name, '--version')).toBe(`${version}\n`);
  expect(run(app, join('node_modules', '.bin', name), 'verify', 'relu6')).toMatch(
    /^relu6: 4,294,967,296 inputs, correctly rounded, \d+ s, \d+ threads? \(wasm\)\n$/,
  );
}, 300_000);

describe.each([
  { module: 'esnext', moduleResolution: 'bundler' },
  { module: 'nodenext', moduleResolution: 'nodenext' },
])('with moduleResolution $moduleResolution', ({ module, moduleResolution }) => {
  test('a program compiles against its types, which refuse what is wrong, and runs', () => {
    compile(module, moduleResolution);
    expect(JSON.parse(run(app, process.execPath, 'main.mjs'))).toEqual({
      backend: 'wasm',
      js: 'js',
      out: [0, 0, 15],
      options: [-5, 0, 15],
      grad: [0.5, 1, 3],
      plain: [
        [0, 1],
        [Math.fround(-0.01), 1],
      ],
      refused: [
        'TypeError: leakyRelu: unknown option "alhpa", expected out, alpha',
        'TypeError: relu: unknown option "alpha", expected out',
        expect.stringMatching(/^TypeError: relu: x must be a Float32Array/),
        expect.stringMatching(/^TypeError: createActivations: backend must be 'auto' or 'wasm' or 'js'/),
      ],
      kernels: Buffer.from(kernelsBinary).toString('hex'),
      given: [0, 2],
      requiredIsTheSame: true,
    });
  });
});
