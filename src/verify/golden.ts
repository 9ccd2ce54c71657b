import { golden } from '../generated/golden.js';
import { finalHash } from './hash.js';

/** The functions with a hash over all inputs. */
export type GoldenName = keyof typeof golden;

export const goldenNames = Object.keys(golden) as GoldenName[];

/** Whether these are the hashes of correctly rounded results. */
export function areGolden(name: GoldenName, blockHashes: Uint32Array): boolean {
  return finalHash(blockHashes) === golden[name];
}
