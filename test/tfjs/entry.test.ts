import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The files that an entry loads, and the packages. */
async function loads(entry: string): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [`src/${entry}`],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    packages: 'external',
  });
  const files = Object.values(metafile.inputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  return [...Object.keys(metafile.inputs), ...files];
}

test('the main entry loads nothing of the acceleration, and the acceleration not TensorFlow.js', async () => {
  expect((await loads('index.ts')).filter((path) => path.includes('tfjs'))).toEqual([]);
  const paths = await loads('tfjs/index.ts');
  expect(paths).toContain('src/tfjs/wasm.ts');
  expect(paths.filter((path) => path.includes('@tensorflow'))).toEqual([]);
});
