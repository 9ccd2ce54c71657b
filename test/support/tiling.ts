import { SHORT, TILE } from '../../src/backends/tiles.js';

const around = (length: number) => [length - 1, length, length + 1];

/** The lengths at which arrays outside linear memory take another way, and their neighbours. */
export const LENGTHS = [0, 1, ...around(SHORT), ...around(TILE), TILE + SHORT + 1, ...around(2 * TILE)];
