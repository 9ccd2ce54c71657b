import { golden } from '../generated/golden.js';
import { finalHash } from './hash.js';

/** The functions with a hash over all inputs. */
export type GoldenName = keyof typeof golden;

export const goldenNames = Object.keys(golden) as GoldenName[];

/** The hash of the correctly rounded results. */
export function goldenHash(name: GoldenName): number {
  return golden[name];
}

/** Whether these are the hashes of the correctly rounded results. */
export function areGolden(name: GoldenName, blockHashes: Uint32Array): boolean {
  return finalHash(blockHashes) === golden[name];
}
