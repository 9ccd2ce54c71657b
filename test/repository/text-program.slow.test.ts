/** The example that trains an LSTM on text, as a program. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('../../examples/text/main.mjs', import.meta.url));
const run = (...args: string[]) => promisify(execFile)(process.execPath, [program, ...args]);

test('the program prints losses, equal hashes, a text and the times', async () => {
  const { stdout } = await run('--steps', '2');
  const [wasm, js] = ['wasm', 'js'].map((name) =>
    stdout.match(new RegExp(`^${name} +(\\S+) +(\\S+) +([0-9a-f]{16})$`, 'm')),
  );
  expect(Number(wasm?.[2])).toBeLessThan(Number(wasm?.[1]));
  expect(wasm?.slice(1)).toEqual(js?.slice(1));
  expect(stdout).toContain('\nShall I compare thee to a ');
  for (const part of ['matrix products', 'activations', 'their gradients', 'everything else', 'a step']) {
    expect(stdout).toMatch(new RegExp(`^${part}(?: +[\\d.]+ \\([\\d.]+ to [\\d.]+\\)){3}$`, 'm'));
  }
});

test.each([
  [['--stepz', '3'], "Unknown option '--stepz'"],
  [['--steps', '0'], '--steps must be an integer from 1 to 1000000, got 0'],
  [['--steps', 'many'], '--steps must be an integer from 1 to 1000000, got many'],
])('%j: one line and the usage', async (args, message) => {
  const error = await run(...args).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 2, stdout: '' });
  expect((error as { stderr: string }).stderr).toMatch(`${message}\n\nusage: npm run example:text`);
});

test('--help prints the usage', async () => {
  const { stdout } = await run('--help');
  expect(stdout).toMatch(/^usage: npm run example:text -- \[--steps 1000\]\n/);
});
