/**
 * float16 arrays, where the engine has them: Node 24 and the browsers of 2025. They are widened exactly as they are copied into a tile,
 * computed with as ever, and rounded once more as they are copied out: by SIMD where that runs, else by `set`.
 *
 * Inside, both kinds of arrays have the type Float32Array: they have the same members, and only what asks for an address or makes a view
 * has to know which it is.
 */

type Constructor = new (bufferOrLength: ArrayBufferLike | number, byteOffset?: number, length?: number) => Float32Array;

const engine = globalThis as {
  readonly Float16Array?: Constructor;
  readonly process?: { readonly execArgv?: readonly string[] };
};

/** The engine's own; undefined where it has none. */
export const Float16Array = engine.Float16Array;

/** Whether this engine has Float16Array. */
export const HAS_HALF = Float16Array !== undefined;

/**
 * Whether a call may be given one. While Node 24 builds a startup snapshot, and runs this module, it has no Float16Array; the program that
 * starts from the snapshot has.
 */
const MAY_MEET_HALF =
  HAS_HALF || engine.process?.execArgv?.some((flag) => flag.startsWith('--build-snapshot')) === true;

/**
 * Whether any call was given a Float16Array so far. Until then no array is asked for the size of its elements, which costs 8 to 15 ns each time:
 * with it a call of relu with 16 elements took 1.25 times as long. MAY_MEET_HALF is asked first because V8 knows it when it compiles (7 ns, Node 20).
 * So does it know a property of a constant object while it never changed: 2 to 4 ns of 56 to 110 less than a variable takes (Node 24).
 */
const half = { isInUse: false };

/** Every Float16Array is announced here before anything else is asked of it. */
export function announceHalf(): void {
  half.isInUse = true;
}

export function isHalf(array: { readonly BYTES_PER_ELEMENT: number }): boolean {
  return MAY_MEET_HALF && half.isInUse && array.BYTES_PER_ELEMENT === 2;
}

function constructorOf(array: Float32Array): Constructor {
  return (isHalf(array) && engine.Float16Array) || Float32Array;
}

/** A new array of the same kind as `array`. */
export function newLike(array: Float32Array, length: number): Float32Array {
  return new (constructorOf(array))(length);
}

/** `length` elements of `array` from `start` on. Not its own `subarray`, which a subclass may have changed. */
export function viewOf(array: Float32Array, start: number, length: number): Float32Array {
  return new (constructorOf(array))(array.buffer, array.byteOffset + array.BYTES_PER_ELEMENT * start, length);
}

/** Conversions between float16 and float32 in a memory, by addresses. */
export interface Conversion {
  widen(from: number, to: number, n: number): void;
  narrow(from: number, to: number, n: number): void;
}

/** The bits of `length` float16 from `start` on. */
export function rawOf(array: Float32Array, start: number, length: number): Uint16Array {
  return new Uint16Array(array.buffer, array.byteOffset + 2 * start, length);
}
