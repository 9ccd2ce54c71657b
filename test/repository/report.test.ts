import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { generated, withBlock } from '../../bench/reports/generated.mjs';
import { onePassSentence } from '../../bench/reports/targets.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

test.each(generated().map(({ file, text }) => [fileURLToPath(file).slice(root.length), text]))(
  '%s agrees with the results in bench/results (else: npm run bench:report)',
  (path, text) => {
    expect(readFileSync(root + path, 'utf8')).toBe(text);
  },
);

test('README says how fast one pass is, once that is measured', () => {
  const timing = (median: number) => ({ median, p25: median, p75: median });
  const measured = (op: string, onePass: number, loops: number) => ({
    name: `onePass.${op}`,
    points: [{ size: 65_536, timings: { onePass: timing(onePass), loops: timing(loops) } }],
  });
  expect(onePassSentence([])).toBeUndefined();
  const sentence = onePassSentence([measured('relu', 2, 25), measured('silu', 10, 21)] as never);
  expect(sentence).toContain('`relu(x, { bias, times })` is 12.5 times as fast');
  expect(sentence).toContain('`silu` is 2.10 times as fast');
});

test('a block that has no place in the text is an error', () => {
  expect(() => withBlock('<!-- bench:a -->\n', 'a', 'new')).toThrow('no place between <!-- bench:a --> and');
  expect(withBlock('<!-- bench:a -->\nold\n<!-- /bench:a -->\n', 'a', 'new')).toBe(
    '<!-- bench:a -->\nnew\n<!-- /bench:a -->\n',
  );
});
