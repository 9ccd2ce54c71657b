import { isHalf } from './half.js';
import type { Code, Kernel, Run } from './kernel.js';
import { NONE } from './none.js';
import { TILE } from './tiles.js';
import { type KernelFunction, type Kernels, OUTSIDE, type WasmEngine } from './wasm.js';
import { copyUnits, NO_TERMS, type Workspace } from './workspace.js';

/**
 * A kernel in TypeScript for one row: `size` elements from `start` on. It works on the caller's arrays, since a row may be larger
 * than a tile, and its exponentials cost more than what tiles save.
 */
export type RowsTwin = (
  x: Float32Array,
  dy: Float32Array | undefined,
  out: Float32Array,
  start: number,
  size: number,
) => void;

/**
 * A kernel of rows. `a` is their size, and `b` how many rows lie side by side: element j of a row is x[(o * a + j) * b + q].
 * `keepsTerms`: whether it keeps a row's exponentials, and is much faster then.
 */
export function rowsKernel(code: Code, fn: string, cost: number, keepsTerms: boolean, twin: RowsTwin): Kernel {
  return {
    code,
    fn,
    loop: 'rows',
    cost,
    keepsTerms,
    onWasm: (engine) => overRows(engine, code, keepsTerms, twin),
    onJs: () => eachRow(twin),
  };
}

/** The twin on all rows. Those that lie side by side, and those of float16, are copied one by one. */
function eachRow(twin: RowsTwin): Run {
  return (x, dy, out, size, inner) => {
    const isDirect = inner === 1 && !isHalf(x) && !isHalf(out) && (dy === undefined || !isHalf(dy));
    if (isDirect) {
      for (let start = 0; start < x.length; start += size) twin(x, dy, out, start, size);
      return;
    }
    const row = new Float32Array(size);
    const dyRow = dy && new Float32Array(size);
    for (let unit = 0; unit < x.length; unit += size * inner) {
      for (let start = unit; start < unit + inner; start++) {
        for (let j = 0; j < size; j++) row[j] = x[start + j * inner];
        if (dy !== undefined && dyRow !== undefined) for (let j = 0; j < size; j++) dyRow[j] = dy[start + j * inner];
        twin(row, dyRow, row, 0, size);
        for (let j = 0; j < size; j++) out[start + j * inner] = row[j];
      }
    }
  };
}

/** Elements of one unit up to which rows that lie side by side are copied, since that memory is kept: 16 MiB. */
const MOST_TO_COPY = 1_048_576;

export function overRows(engine: WasmEngine, code: Code, keepsTerms: boolean, twin?: RowsTwin): Run {
  const { addressOf, isOwn } = engine;
  // Looked up once: a look-up takes some 10 ns of 150, the time of 16 elements.
  const kernel = engine.kernel(code);
  const [tile] = engine.tiles(2);
  /** Calls a kernel, a gradient's with the address of dy. */
  const call = (
    kernel: KernelFunction,
    x: number,
    dy: number,
    y: number,
    n: number,
    size: number,
    terms: number,
    inner: number,
  ) => (dy === NONE ? kernel(x, y, n, size, terms, inner) : kernel(x, dy, y, n, size, terms, inner));

  /** The workspace of the last call, and its kernel. */
  let workspace: Workspace<Kernels> | undefined;
  let copying: KernelFunction | undefined;

  return (x, dy, out, size, inner, _c, _d, _e, around) => {
    const from = around === undefined ? 0 : around.from;
    const to = around === undefined ? x.length : around.to;
    const xAt = addressOf(x);
    const dyAt = dy === undefined ? NONE : addressOf(dy);
    const outAt = addressOf(out);
    const isInside = xAt !== OUTSIDE && dyAt !== OUTSIDE && outAt !== OUTSIDE;
    const unit = size * inner;

    // All arrays lie in linear memory, so both tiles are free for the terms: a float64 for each element, of two rows at a time where rows lie side by side.
    const isTile = keepsTerms && isOwn && size * Math.min(2, inner) <= TILE;
    if (!isInside || (keepsTerms && !isTile && (inner === 1 || unit <= MOST_TO_COPY))) {
      // To copy a row costs less than to compute its exponentials again.
      const given = engine.workspace(unit);
      if (given !== undefined) {
        if (copying === undefined || given !== workspace) {
          workspace = given;
          copying = given.kernels(code);
        }
        const found = copying;
        const terms = given.third.address;
        const work = (xFrom: number, dyFrom: number, n: number) =>
          call(found, xFrom, dyFrom, xFrom, n, size, terms, inner);
        copyUnits(given, x, dy, out, unit, work, from, to);
        return;
      }
      if (!isInside) {
        if (twin !== undefined) eachRow(twin)(x, dy, out, size, inner, 0, 0, 0, undefined);
        return;
      }
    }
    const skipped = 4 * from;
    const dyFrom = dyAt === NONE ? NONE : dyAt + skipped;
    call(kernel, xAt + skipped, dyFrom, outAt + skipped, to - from, size, isTile ? tile.address : NO_TERMS, inner);
  };
}
