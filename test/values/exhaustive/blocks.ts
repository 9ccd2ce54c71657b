/** Inputs are worked through in blocks; each worker takes every n-th block of one case. */
export const BLOCK = 2 ** 20;

/** What a worker is given: the case, the inputs (every `stride`-th, `total` of them), its first block and its step. */
export interface Share {
  readonly index: number;
  readonly stride: number;
  readonly total: number;
  readonly first: number;
  readonly step: number;
}

/** What it answers for each block. */
export interface Verdict {
  readonly block: number;
  readonly mismatches: number;
  readonly example: string | undefined;
  readonly hash: Uint8Array;
}
