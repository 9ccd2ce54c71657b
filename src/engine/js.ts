import { type Backend, eachRow } from './backend.js';
import { type Allocate, exhausted } from './linear.js';
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
      return (x, out, a, b, c, d, e) => {
        for (let i = 0; i < x.length; i += TILE) {
          const n = Math.min(TILE, x.length - i);
          xTile.load(x, i, n);
          twin(n, a, b, c, d, e);
          xTile.store(out, i, n);
        }
      };
    },

    binary(_kernel, { grad, gradDy }) {
      return (x, dy, out, a, b, c, d, e) => {
        for (let i = 0; i < x.length; i += TILE) {
          const n = Math.min(TILE, x.length - i);
          xTile.load(x, i, n);
          if (dy === undefined) {
            grad(n, a, b, c, d, e);
          } else {
            dyTile.load(dy, i, n);
            gradDy(n, a, b, c, d, e);
          }
          xTile.store(out, i, n);
        }
      };
    },

    rows: (_kernel, twin) => eachRow(twin),
    channels: (_kernel, twin) => twin,
    channelSums: (_kernel, twin) => twin,
  };
}
