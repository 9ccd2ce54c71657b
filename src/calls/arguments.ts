import { announceHalf, HAS_HALF, isHalf, newLike } from '../engine/half.js';

/**
 * What a caller may get wrong. Each check returns the value that it passed, or throws before anything is written:
 * "function: argument must be …, got …". Wrong kind: TypeError; wrong size or number: RangeError.
 */

const typedArray = Object.getPrototypeOf(Float32Array.prototype);
/** Tells the kind of a typed array, whatever its subclass or realm; cannot be forged. */
const kindOf = Object.getOwnPropertyDescriptor(typedArray, Symbol.toStringTag)?.get as (
  this: unknown,
) => string | undefined;

/**
 * The length of a typed array. Where Node 20 has met resizable buffers, its optimised code reads the former length of a detached array from
 * the property, but not through the getter.
 */
export function lengthOf(array: Float32Array): number {
  return Reflect.get(typedArray, 'length', array);
}

function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

function describe(value: unknown): string {
  if (typeof value === 'string') return `the string ${JSON.stringify(value.slice(0, 40))}`;
  if (typeof value === 'bigint') return `the bigint ${value}`;
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  // Only of a real one: an object that merely inherits from a typed array, or wraps it in a Proxy, throws for `length`.
  const isList = Array.isArray(value) || kindOf.call(value) !== undefined;
  return isList ? `${tagOf(value)} of length ${(value as ArrayLike<unknown>).length}` : tagOf(value);
}

function mustBe(what: string, expected: string, got: string): string {
  return `${what} must be ${expected}, got ${got}`;
}

function wrongType(fn: string, argument: string, expected: string, value: unknown): TypeError {
  return new TypeError(mustBe(`${fn}: ${argument}`, expected, describe(value)));
}

function wrongRange(fn: string, argument: string, expected: string, value: unknown): RangeError {
  return new RangeError(mustBe(`${fn}: ${argument}`, expected, describe(value)));
}

/** The kinds of arrays that this engine has, for messages. */
const KINDS = HAS_HALF ? ['a Float32Array', 'a Float16Array'] : ['a Float32Array'];

function floatArray(fn: string, argument: string, expected: string, value: unknown): Float32Array {
  const kind = kindOf.call(value);
  if (kind === 'Float16Array') announceHalf();
  else if (kind !== 'Float32Array') throw wrongType(fn, argument, expected, value);
  const array = value as Float32Array;
  // A detached array has no element either, also where its `length` is the former one; asking `lengthOf` costs 7 ns more (Node 20).
  if (array[0] === undefined) {
    try {
      typedArray.keys.call(array); // the cheapest call that tells an empty array from one that lost its memory
    } catch {
      throw new TypeError(mustBe(`${fn}: ${argument}`, expected, 'one whose buffer is detached, or shrank below it'));
    }
  }
  return array;
}

const INPUT = `${KINDS.join(', ')} or an array of numbers`;
const OUTPUT = KINDS.join(' or ');

/** An input: a Float32Array or a Float16Array as it is, a plain array of numbers rounded to float32. */
export function input(fn: string, argument: string, value: unknown): Float32Array {
  if (!Array.isArray(value)) return floatArray(fn, argument, INPUT, value);
  const array = new Float32Array(value.length);
  for (let i = 0; i < array.length; i++) {
    const element: unknown = value[i];
    if (typeof element !== 'number') throw wrongType(fn, `${argument}[${i}]`, 'a number', element);
    array[i] = element;
  }
  return array;
}

export function sameLength(fn: string, argument: string, array: Float32Array, x: Float32Array): void {
  if (array.length !== x.length) {
    throw wrongRange(fn, `${argument}.length`, `that of x, ${x.length}`, array.length);
  }
}

/** `out`: the caller's array of the same length as `x`. */
export function output(fn: string, value: unknown, x: Float32Array): Float32Array {
  const out = floatArray(fn, 'out', OUTPUT, value);
  sameLength(fn, 'out', out, x);
  return out;
}

/** Where `out` begins inside an input, results would overwrite elements that are still to be read. */
export function checkOverlap(fn: string, out: Float32Array, argument: string, array: Float32Array): void {
  if (out === array) return;
  // Arrays of two kinds have no element in common that could be written after it is read.
  if (isHalf(out) !== isHalf(array)) {
    checkApart(fn, out, argument, array);
    return;
  }
  const distance = out.byteOffset - array.byteOffset;
  // `buffer` is asked for last: a call in V8, which for a small array first has to make the buffer.
  if (distance === 0 || Math.abs(distance) >= (isHalf(array) ? 2 : 4) * array.length || out.buffer !== array.buffer)
    return;
  throw new RangeError(
    mustBe(`${fn}: out`, `exactly ${argument}, or apart from it`, `one that begins ${distance} bytes from it`),
  );
}

/** Where results go: the caller's `out`, or else a new array: what a plain array `x` was turned into is new already. */
export function target(fn: string, out: unknown, x: unknown, array: Float32Array): Float32Array {
  if (out === undefined) return array === x ? newLike(array, array.length) : array;
  const given = output(fn, out, array);
  checkOverlap(fn, given, 'x', array);
  return given;
}

/** For an `out` that is written while `array` is still read. */
export function checkApart(fn: string, out: Float32Array, argument: string, array: Float32Array): void {
  const distance = out.byteOffset - array.byteOffset;
  if (distance >= array.byteLength || -distance >= out.byteLength || out.buffer !== array.buffer) return;
  throw new RangeError(mustBe(`${fn}: out`, `apart from ${argument}`, `one that begins ${distance} bytes from it`));
}

export function notEmpty(fn: string, argument: string, array: Float32Array): void {
  if (array.length === 0) throw wrongRange(fn, `${argument}.length`, 'at least 1', 0);
}

/** Slopes: at least one, all finite. */
export function slopes(fn: string, argument: string, value: unknown): Float32Array {
  const array = input(fn, argument, value);
  notEmpty(fn, argument, array);
  // Not findIndex, which takes 8 times as long (65,536 slopes, Node 20): there may be as many as elements.
  for (let i = 0; i < array.length; i++) {
    if (!Number.isFinite(array[i])) throw wrongRange(fn, `${argument}[${i}]`, 'finite in float32', array[i]);
  }
  return array;
}

/** `out` where it has a length of its own; a new one where none is given. */
export function sumsOut(fn: string, value: unknown, length: number, x: Float32Array): Float32Array {
  if (value === undefined) return newLike(x, length);
  const out = floatArray(fn, 'out', OUTPUT, value);
  if (out.length !== length) throw wrongRange(fn, 'out.length', `channels, ${length}`, out.length);
  return out;
}

/** `factor` is above 0, or `value` is 0. */
export function multipleOf(fn: string, what: string, value: number, of: string, factor: number): void {
  if (value % factor > 0) throw wrongRange(fn, what, `a multiple of ${of}, ${factor}`, value);
}

/**
 * The options that a function knows, in groups: the number of a group is the mark of its options, which `checkOptions` returns. Arrays, since
 * comparing a few names is quicker than finding one in a Map: relu.grad of 16 elements with `dy` and `out` takes 82 ns instead of 93 (Node 24).
 */
export type Known = readonly (readonly string[])[];

export function known(...names: readonly string[]): Known {
  return [names];
}

function markOf(key: string, keys: Known): number {
  for (let mark = 0; mark < keys.length; mark++) for (const name of keys[mark]) if (name === key) return mark;
  return -1;
}

/**
 * Checks that `value` is an object with no other keys than these. Returns the marks of the keys that it has: that costs no second look-up, and
 * a call without such keys need not read them (some 10 ns of 110 each, 16 elements, Node 20).
 */
export function checkOptions(fn: string, value: unknown, keys: Known): number {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value)) {
    throw wrongType(fn, 'options', 'an object', value);
  }
  let marks = 0;
  for (const key in value) {
    const mark = markOf(key, keys);
    if (mark >= 0) marks |= mark;
    // An enumerable extension of Object.prototype is no option.
    else if (Object.hasOwn(value, key)) {
      throw new TypeError(`${fn}: unknown option ${JSON.stringify(key)}, expected ${keys.flat().join(', ')}`);
    }
  }
  return marks;
}

/** An options object with no other keys than these. */
export function options<T extends object>(fn: string, value: unknown, keys: Known): T {
  checkOptions(fn, value, keys);
  return value as T;
}

/** A parameter such as alpha, of a function that computes in float32: rounded to that. */
export function parameter32(fn: string, argument: string, value: unknown): number {
  if (typeof value !== 'number') throw wrongType(fn, argument, 'a number', value);
  const rounded = Math.fround(value);
  if (!Number.isFinite(rounded)) throw wrongRange(fn, argument, 'finite in float32', value);
  return rounded;
}

/** The same of a function that computes in float64: as it is. */
export function parameter64(fn: string, argument: string, value: unknown): number {
  if (typeof value !== 'number') throw wrongType(fn, argument, 'a number', value);
  if (!Number.isFinite(value)) throw wrongRange(fn, argument, 'finite', value);
  return value;
}

export function positive(fn: string, argument: string, value: number): void {
  if (!(value > 0)) throw wrongRange(fn, argument, 'above 0', value);
}

export function notZero(fn: string, argument: string, value: number): void {
  if (value === 0) throw wrongRange(fn, argument, 'other than 0', value);
}

export function notNegative(fn: string, argument: string, value: number): void {
  if (!(value >= 0)) throw wrongRange(fn, argument, 'at least 0', value);
}

export function below(fn: string, lower: string, low: number, upper: string, high: number): void {
  if (!(low < high)) {
    throw new RangeError(mustBe(`${fn}: ${lower}`, `below ${upper}`, `${lower} ${low} and ${upper} ${high}`));
  }
}

/** One of a few words. */
export function choice<T extends string>(fn: string, argument: string, value: unknown, words: readonly T[]): T {
  if (!words.includes(value as T)) {
    throw wrongType(fn, argument, words.map((word) => `'${word}'`).join(' or '), value);
  }
  return value as T;
}

/** An array of such words. */
export function list<T extends string>(
  fn: string,
  argument: string,
  value: unknown,
  words: readonly T[],
): readonly T[] {
  if (!Array.isArray(value)) throw wrongType(fn, argument, 'an array of names', value);
  return value.map((word, i) => choice(fn, `${argument}[${i}]`, word, words));
}

/** An integer from `least` to `most`. */
export function integer(fn: string, argument: string, value: unknown, least: number, most: number): number {
  if (typeof value !== 'number') throw wrongType(fn, argument, 'a number', value);
  if (!Number.isInteger(value) || value < least || value > most) {
    throw wrongRange(fn, argument, `an integer from ${least} to ${most}`, value);
  }
  return value;
}

/** A count of elements, of which x has a multiple. */
export function divisor(fn: string, argument: string, value: unknown, x: Float32Array): number {
  const count = integer(fn, argument, value, 1, Number.MAX_SAFE_INTEGER);
  if (x.length % count !== 0) throw wrongRange(fn, argument, `a divisor of x.length, ${x.length}`, count);
  return count;
}

/** Tells WebAssembly's own objects, also from another realm, where `instanceof` does not. */
function webAssembly(fn: string, argument: string, value: unknown, kind: string): void {
  if (tagOf(value) !== `WebAssembly.${kind}`) throw wrongType(fn, argument, `a WebAssembly.${kind}`, value);
}

export function webAssemblyModule(fn: string, argument: string, value: unknown): WebAssembly.Module {
  webAssembly(fn, argument, value, 'Module');
  return value as WebAssembly.Module;
}

export function unsharedMemory(fn: string, argument: string, value: unknown): WebAssembly.Memory {
  webAssembly(fn, argument, value, 'Memory');
  const memory = value as WebAssembly.Memory;
  if (tagOf(memory.buffer) !== 'ArrayBuffer') {
    throw new TypeError(mustBe(`${fn}: ${argument}`, 'a memory that is not shared', 'a shared one'));
  }
  return memory;
}

/** TensorFlow.js itself, of which a few functions stand for all. */
export function tensorFlow(fn: string, value: unknown): void {
  const { registerKernel, registerGradient } = (value ?? {}) as Record<string, unknown>;
  if (typeof registerKernel !== 'function' || typeof registerGradient !== 'function') {
    throw wrongType(fn, 'tf', 'TensorFlow.js, imported as a whole', value);
  }
}

/** A tensor of float32; one that broadcasts to `shape` where that is given. */
export function floatTensor(fn: string, argument: string, value: unknown, shape?: readonly number[]): void {
  const { dataId, dtype, shape: own } = (value ?? {}) as { dataId?: unknown; dtype?: unknown; shape?: number[] };
  if (dataId === undefined || !Array.isArray(own)) throw wrongType(fn, argument, 'a tensor', value);
  if (dtype !== 'float32') throw new TypeError(mustBe(`${fn}: ${argument}`, 'a tensor of float32', `one of ${dtype}`));
  if (shape === undefined) return;
  const offset = shape.length - own.length;
  if (offset < 0 || own.some((n, i) => n !== 1 && n !== shape[i + offset])) {
    const expected = `a shape that broadcasts to that of x, [${shape.join(', ')}]`;
    throw new RangeError(mustBe(`${fn}: the shape of ${argument}`, expected, `[${own.join(', ')}]`));
  }
}
