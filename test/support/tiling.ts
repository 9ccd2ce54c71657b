import { TILE } from '../../src/engine/tiles.js';

const around = (length: number) => [length - 1, length, length + 1];

/** Short lengths, which may take a way of their own, and those at which arrays outside linear memory take another tile. */
export const LENGTHS = [...Array(36).keys(), ...around(TILE), TILE + 20, ...around(2 * TILE)];
