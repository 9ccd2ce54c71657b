/**
 * The functions of rows and of channels, on every backend: the rows that are hardest to round against the C reference's results,
 * and the bits of some thousand rows by their hashes (test/golden/README.md). `npm run test:rows` has the reference for all of them.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as ops from '../../src/functions/index.js';
import { fromBits, same } from '../support/bits.js';
import { type RowFunction, type RowHashes, rowCaller, rowFunctionNames, rowHashes } from '../support/rowFunctions.js';
import { type RowKind, rowKinds } from '../support/rowInputs.js';
import { subjects } from '../support/subjects.js';
import { thorough } from '../support/thorough.js';

function golden<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(`../golden/${file}.json`, import.meta.url), 'utf8'));
}

/** Bits of float32: a row, for gradients its dy, and the correct results. */
interface HardRow {
  readonly x: string;
  readonly dy?: string;
  readonly y: string;
}

const hardest = golden<Record<string, HardRow[]>>('hardestRows');
const hashes = golden<RowHashes>('rows');

const kinds = Object.keys(rowKinds) as RowKind[];
/** Rows of 2^20 elements take most of the time. */
const tried = thorough(
  kinds,
  kinds.filter((kind) => kind !== 'long' && kind !== 'sums'),
);

function floats(hex: string): Float32Array {
  return fromBits(Uint32Array.from(hex.split(' '), (bits) => Number.parseInt(bits, 16)));
}

// channelSums.test.ts compares sums with the exact ones.
test('there are hashes for every function of rows or channels and every kind of rows, and for no other', () => {
  const names = Object.entries(ops).flatMap(([name, op]) =>
    op.kind === 'elementwise' || op.kind === 'sums' ? [] : [name],
  );
  const written = rowFunctionNames.map((name) => name.split('.')[0]);
  expect(new Set(written)).toEqual(new Set(names));
  expect(Object.keys(hashes)).toEqual(rowFunctionNames);
  for (const ofOne of Object.values(hashes)) expect(Object.keys(ofOne)).toEqual(kinds);
  // prelu and its gradient by x round once, so none of their results is hard.
  const hard = rowFunctionNames.filter((name) => !['prelu', 'prelu.grad'].includes(name));
  expect(Object.keys(hardest).sort()).toEqual([...hard].sort());
  for (const rows of Object.values(hardest)) expect(rows.length).toBeGreaterThan(0);
});

// JavaScript, WebAssembly through its tiles, WebAssembly in place.
describe.each(subjects.slice(0, 3))('$name', ({ api, array }) => {
  const call = rowCaller(api, array);

  test.each(Object.entries(hardest))('%s: the rows that are hardest to round', (name, rows) => {
    for (const { x: bits, dy, y } of rows) {
      const x = floats(bits);
      const row = { x, dy: floats(dy ?? bits), alpha: Float32Array.of(1), inner: 1 };
      for (const result of call(name as RowFunction, row)) same(result, floats(y), () => `${name} of ${x}`);
    }
  });

  test.each(tried)('hashes: %s', (kind) => {
    const expected = Object.fromEntries(rowFunctionNames.map((name) => [name, hashes[name][kind]]));
    expect(rowHashes(call, kind)).toEqual(expected);
  });
});
