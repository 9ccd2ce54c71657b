/** What this package and its peers have in common. */
import { ops } from '../peers/ops.mjs';

const SIZES = [16, 64, 256, 1024, 4096, 65_536, 2 ** 20, 2 ** 24];
/** Small and large where the function is cheap, so that calls and memory show; these sizes for all others. */
const FEW_SIZES = [1024, 65_536, 2 ** 20];

export const peerCases = Object.keys(ops).map((name) => ({
  name,
  sizes: name === 'relu' || name === 'leakyRelu' ? SIZES : FEW_SIZES,
}));

/** The program that measures one of them. */
export const PEERS = new URL('../peers/child.mjs', import.meta.url);
