import { NONE } from './none.js';
import { TILE, type Tile, tile, tileAddress } from './tiles.js';

/** The place of exponentials that are not kept: as in assembly/loops/rows.ts. */
export const NO_TERMS = 0;

const KEEPING: ReadonlySet<string> = new Set(['softmax', 'softmaxGrad', 'logSoftmaxGrad']);

/** Whether a kernel of rows keeps a row's exponentials if it has a place for them, and is much faster then. */
export function keepsTerms(kernel: string): boolean {
  return KEEPING.has(kernel);
}

/**
 * Kernels over a memory of their own, through which rows and channels are copied: a tile for x, one for dy, as large as the largest row,
 * and `terms`, where a row's exponentials are kept as float64. In the caller's memory nothing is free for these.
 */
export interface Room<Kernels> {
  readonly kernels: Kernels;
  readonly first: Tile;
  readonly second: Tile;
  readonly terms: number;
  /** What lies at `terms`, where slopes or sums are put there instead. */
  readonly sums: Tile;
}

/**
 * Gives the room for rows of up to `size` elements, made when it is first needed and again for larger ones; `undefined` where its
 * memory is refused. It is at least as large as the scratch tiles. Pages that no row reached cost nothing.
 */
export function roomMaker<Kernels>(
  memoryOf: (bytes: number) => WebAssembly.Memory,
  kernelsOver: (memory: WebAssembly.Memory) => Kernels,
): (size: number) => Room<Kernels> | undefined {
  let room: Room<Kernels> | undefined;
  let capacity = 0;
  return (size) => {
    if (room !== undefined && size <= capacity) return room;
    let larger = TILE;
    while (larger < size) larger *= 2;
    const terms = tileAddress(2, larger);
    try {
      const memory = memoryOf(terms + 8 * larger);
      const [first, second, sums] = [0, 1, 2].map((index) => tile(memory, index, larger));
      room = { kernels: kernelsOver(memory), first, second, terms, sums };
    } catch {
      return undefined;
    }
    capacity = larger;
    return room;
  };
}

/** Has `work` done on all units of `size` elements: on one, or on as many as a scratch tile would hold, at a time. */
export function copyUnits(
  { first, second }: Room<unknown>,
  x: Float32Array,
  dy: Float32Array | undefined,
  out: Float32Array,
  size: number,
  work: (xAt: number, dyAt: number, n: number) => void,
): void {
  const step = Math.max(size, TILE - (TILE % size));
  for (let i = 0; i < x.length; i += step) {
    const n = Math.min(step, x.length - i);
    first.load(x, i, n);
    if (dy !== undefined) second.load(dy, i, n);
    work(first.address, dy === undefined ? NONE : second.address, n);
    first.store(out, i, n);
  }
}

/** Calls a kernel of rows, a gradient's with the address of dy. */
export function callRows(
  kernel: (...addressesLengthSizeTerms: number[]) => void,
  x: number,
  dy: number,
  y: number,
  n: number,
  size: number,
  terms: number,
): void {
  if (dy === NONE) kernel(x, y, n, size, terms);
  else kernel(x, dy, y, n, size, terms);
}
