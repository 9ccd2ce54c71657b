/** Instances that random calls run on, and where arrays of each kind of place come from. */
import { type Activations, createActivations } from 'wasm-activations';
import type { Place, SoakCall } from './call.js';
import type { Random } from './random.js';

const ARENA = 140_000;
const MARGIN = 32;
const ARRAYS = ['x', 'dy', 'bias', 'times', 'alpha', 'out'];
const CANARY = 7;

export interface Given {
  readonly arguments: readonly unknown[];
  readonly out: Float32Array | undefined;
  /** Throws where an element beside the call's arrays was written. */
  check(): void;
}

/** Gives arrays in an instance's own memory, in another one and outside of both; the same regions again and again. */
export class Places {
  readonly #regions: Readonly<Record<string, Float32Array>>;

  constructor(alloc: (length: number) => Float32Array) {
    const memory = typeof WebAssembly === 'object' ? new WebAssembly.Memory({ initial: 64 }) : undefined;
    const bytes = 4 * (ARENA + 2 * MARGIN);
    const regions: Record<string, Float32Array> = {};
    for (const [i, argument] of ARRAYS.entries()) {
      regions[`arena ${argument}`] = alloc(ARENA + 2 * MARGIN).fill(CANARY);
      const foreign = memory ? new Float32Array(memory.buffer, i * bytes, bytes / 4) : new Float32Array(bytes / 4);
      regions[`foreign ${argument}`] = foreign.fill(CANARY);
      regions[`shared ${argument}`] = new Float32Array(new SharedArrayBuffer(bytes)).fill(CANARY);
    }
    this.#regions = regions;
  }

  /** The call's arguments, each array at its place. */
  give(call: SoakCall, random: Random): Given {
    const used: [region: Float32Array, start: number, length: number][] = [];
    const put = (argument: string, place: Place, length: number): Float32Array => {
      if (place === 'ordinary' || place === 'plain') return new Float32Array(length);
      const region = this.#regions[`${place} ${argument}`];
      const start = MARGIN + random.integer(8);
      used.push([region, start, length]);
      return region.subarray(start, start + length);
    };
    const given: Record<string, unknown> = {};
    for (const [argument, value] of Object.entries(call.options)) {
      given[argument] = value;
      if (!(value instanceof Float32Array)) continue;
      const place = call.places[argument];
      const array = put(argument, place, value.length);
      new Uint32Array(array.buffer, array.byteOffset, array.length).set(
        new Uint32Array(value.buffer, value.byteOffset, value.length),
      );
      given[argument] = place === 'plain' ? Array.from(value) : array;
    }
    let out: Float32Array | undefined;
    if (call.target === 'out') out = put('out', call.places.out, call.outLength);
    else if (call.target !== 'new') out = given[call.target] as Float32Array;
    const { x, ...options } = given;
    return {
      arguments: [x, out ? { ...options, out } : options],
      out,
      check() {
        for (const [region, start, length] of used) {
          const beside = [region.subarray(0, start), region.subarray(start + length, start + length + MARGIN)];
          const isIntact = beside.every((margin) => margin.every((value) => value === CANARY));
          region.fill(CANARY, start, start + length);
          if (!isIntact) throw new Error('wrote beside an array of the call');
        }
      },
    };
  }
}

/** Instances of every kind that this engine has. */
export function synchronous(): { api: Activations; places: Places }[] {
  const made = [createActivations({ memoryBytes: 2 ** 23 }), createActivations({ backend: 'js' })];
  if (typeof WebAssembly === 'object') {
    made.push(createActivations({ memory: new WebAssembly.Memory({ initial: 2 }) }));
  }
  return made.map((api) => ({
    api,
    places: new Places(api.memory === made[2]?.memory && made.length > 2 ? (n) => new Float32Array(n) : api.alloc),
  }));
}
