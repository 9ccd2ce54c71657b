import { type Allocate, exhausted } from '../memory.js';
import type { Backend } from './backend.js';
import { scratch } from './scratch.js';
import { TILE, tile } from './tiles.js';

function allocate(length: number): Float32Array {
  try {
    return new Float32Array(length);
  } catch {
    throw exhausted(length, 'this engine makes no array of that size');
  }
}

const xTile = tile(scratch, 0);
const dyTile = tile(scratch, 1);

/** The twins, on arrays that are copied through the scratch tiles. */
export function jsBackend(reason: string, alloc: Allocate = allocate): Backend {
  return {
    name: 'js',
    reason,
    memory: undefined,
    alloc,

    unary(_kernel, twin) {
      return (x, out, a, b, c) => {
        for (let i = 0; i < x.length; i += TILE) {
          const n = Math.min(TILE, x.length - i);
          xTile.load(x, i, n);
          twin(n, a, b, c);
          xTile.store(out, i, n);
        }
      };
    },

    binary(_kernel, twin) {
      return (x, dy, out, a, b, c) => {
        for (let i = 0; i < x.length; i += TILE) {
          const n = Math.min(TILE, x.length - i);
          xTile.load(x, i, n);
          dyTile.load(dy, i, n);
          twin(n, a, b, c);
          xTile.store(out, i, n);
        }
      };
    },
  };
}
