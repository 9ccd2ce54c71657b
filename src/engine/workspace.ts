import type { Conversion } from './half.js';
import { NONE } from './none.js';
import { TILE, type Tile, tile, tileAddress } from './tiles.js';

/** The address of exponentials that are not kept: as in assembly/loops/rows.ts. */
export const NO_TERMS = 0;

/**
 * Kernels over a memory of their own, through which rows and channels are copied: a tile for x and one for dy, as large as the largest
 * row, and a third, where a row's exponentials are kept as float64, or sums. In the caller's memory nothing is free for these.
 */
export interface Workspace<Kernels> {
  readonly kernels: Kernels;
  readonly first: Tile;
  readonly second: Tile;
  readonly third: Tile;
}

/**
 * Gives a workspace for rows of up to `size` elements, made when it is first needed and again for larger ones; `undefined` where its
 * memory is refused. It is at least as large as the scratch tiles. Pages that no row reached cost nothing.
 */
export function workspaceMaker<Kernels>(
  memoryOf: (bytes: number) => WebAssembly.Memory,
  kernelsOver: (memory: WebAssembly.Memory) => Kernels,
  conversionOver?: (kernels: Kernels) => Conversion,
): (size: number) => Workspace<Kernels> | undefined {
  let workspace: Workspace<Kernels> | undefined;
  let capacity = 0;
  /** The smallest size that was refused: memory is not asked for again at each call, which took 33 to 165 ms. */
  let refused = Number.POSITIVE_INFINITY;
  return (size) => {
    if (workspace !== undefined && size <= capacity) return workspace;
    let larger = TILE;
    while (larger < size) larger *= 2;
    if (larger >= refused) return undefined;
    try {
      const memory = memoryOf(tileAddress(2, larger) + 8 * larger);
      const kernels = kernelsOver(memory);
      const conversion = conversionOver?.(kernels);
      const [first, second, third] = [0, 1, 2].map((index) => tile(memory, index, larger, conversion));
      workspace = { kernels, first, second, third };
    } catch {
      refused = larger;
      return undefined;
    }
    capacity = larger;
    return workspace;
  };
}

/** Has `work` done on all units of `size` elements: on one, or on as many as a scratch tile would hold, at a time. */
export function copyUnits(
  { first, second }: Workspace<unknown>,
  x: Float32Array,
  dy: Float32Array | undefined,
  out: Float32Array,
  size: number,
  work: (xAt: number, dyAt: number, n: number) => void,
  from = 0,
  to = x.length,
): void {
  const step = Math.max(size, TILE - (TILE % size));
  for (let i = from; i < to; i += step) {
    const n = Math.min(step, to - i);
    first.load(x, i, n);
    if (dy !== undefined) second.load(dy, i, n);
    work(first.address, dy === undefined ? NONE : second.address, n);
    first.store(out, i, n);
  }
}
