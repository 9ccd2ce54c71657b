import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { generated, withBlock } from '../../bench/reports/generated.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

test.each(generated().map(({ file, text }) => [fileURLToPath(file).slice(root.length), text]))(
  '%s agrees with the results in bench/results (else: npm run bench:report)',
  (path, text) => {
    expect(readFileSync(root + path, 'utf8')).toBe(text);
  },
);

test('a block that has no place in the text is an error', () => {
  expect(() => withBlock('<!-- bench:a -->\n', 'a', 'new')).toThrow('no place between <!-- bench:a --> and');
  expect(withBlock('<!-- bench:a -->\nold\n<!-- /bench:a -->\n', 'a', 'new')).toBe(
    '<!-- bench:a -->\nnew\n<!-- /bench:a -->\n',
  );
});
