/** The functions of rows and of channels, each called on one row, and the hashes of what they give. */
import { createHash } from 'node:crypto';
import type { Activations } from '../../src/index.js';
import { withOneNaN } from './inputs.js';
import { LONGEST, type Row, type RowKind, rowKinds } from './rowInputs.js';

/** The results, one after another: `out` holds each until the next is asked for. */
type Call = (api: Activations, row: Row, out: Float32Array) => Iterable<Float32Array>;

const KINKS = ['right', 'left', 'min'] as const;

export const rowFunctions = {
  softmax: (api, { x }, out) => [api.softmax(x, { out })],
  logSoftmax: (api, { x }, out) => [api.logSoftmax(x, { out })],
  'softmax.grad': (api, { x, dy }, out) => [api.softmax.grad(x, { dy, out })],
  'logSoftmax.grad': (api, { x, dy }, out) => [api.logSoftmax.grad(x, { dy, out })],
  prelu: (api, { x, alpha, inner }, out) => [api.prelu(x, { alpha, inner, out })],
  *'prelu.grad'(api, { x, dy, alpha, inner }, out) {
    for (const kink of KINKS) {
      yield api.prelu.grad(x, { alpha, inner, kink, out });
      yield api.prelu.grad(x, { alpha, inner, kink, dy, out });
    }
  },
  'prelu.gradAlpha': (api, { x, dy, alpha, inner }, out) => {
    const channels = alpha.length;
    return [api.prelu.gradAlpha(x, { channels, inner, dy, out: out.subarray(0, channels) })];
  },
} satisfies Record<string, Call>;

export type RowFunction = keyof typeof rowFunctions;
export const rowFunctionNames = Object.keys(rowFunctions) as RowFunction[];

/** What calls a function on a row that it copies to where `array` has put arrays before. */
export type RowCaller = (name: RowFunction, row: Row) => Iterable<Float32Array>;

export function rowCaller(api: Activations, array: (length: number) => Float32Array): RowCaller {
  const [allX, allDy, allOut, allAlpha] = [LONGEST, LONGEST, LONGEST, 7].map(array);
  return (name, row) => {
    const { length } = row.x;
    const [x, dy, out] = [allX, allDy, allOut].map((all) => all.subarray(0, length));
    const alpha = allAlpha.subarray(0, row.alpha.length);
    x.set(row.x);
    dy.set(row.dy);
    alpha.set(row.alpha);
    return rowFunctions[name](api, { x, dy, alpha, inner: row.inner }, out);
  };
}

/** Hashes, as test/golden/rows.json has them. */
export type RowHashes = Record<RowFunction, Record<RowKind, string>>;

/** For each function the hash of all its results on one kind of rows, in 16 hexadecimal digits of SHA-256. */
export function rowHashes(call: RowCaller, kind: RowKind): Record<RowFunction, string> {
  const hashes = rowFunctionNames.map((name) => ({ name, hash: createHash('sha256') }));
  for (const row of rowKinds[kind]()) {
    for (const { name, hash } of hashes) {
      for (const result of call(name, row)) hash.update(withOneNaN(result));
    }
  }
  const digits = hashes.map(({ name, hash }) => [name, hash.digest('hex').slice(0, 16)]);
  return Object.fromEntries(digits) as Record<RowFunction, string>;
}
