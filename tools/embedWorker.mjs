// The script of the worker threads as text, so that it travels with the code that starts them, whatever bundles that code.
import { mkdirSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const { outputFiles } = await build({
  entryPoints: ['src/parallel/worker.ts'],
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  write: false,
});

mkdirSync('src/generated', { recursive: true });
writeFileSync('src/generated/worker.ts', `export const workerText = ${JSON.stringify(outputFiles[0].text)};\n`);
