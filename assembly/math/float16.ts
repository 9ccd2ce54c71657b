import { splat32 } from "./constant";

/**
 * float16 to float32 and back, four at a time, in place or not: `n`, at least 1, is rounded up to a multiple of four. By integers, as wasm has no
 * such instruction; V8's `set` takes 3.5 ns an element, a loop over a Float16Array 4 to 20 ns either way (Node 24).
 */

const SIGN: u32 = 0x8000;
const INFINITE: u32 = 0x7c00;
/** It moves an exponent of float16, read as one of float32, to where it belongs; a subnormal becomes a normal number by it. */
const SCALE: f32 = 5.192296858534828e33; // 2^112
/** From here on a float16 is infinite. */
const LIMIT: f32 = 65536;
/** The least normal float16. */
const LEAST_NORMAL: f32 = 0.00006103515625; // 2^-14
/** A sum with it ends at 2^-24, the last bit of a subnormal float16. */
const ROUNDER: f32 = 0.5;

/** An integer in all four lanes, as the float32 of its bits: none of those here is NaN, and the zero that is subtracted changes no other. */
function bits(value: u32): v128 {
  return splat32(reinterpret<f32>(value));
}

/** Exact. */
export function widen(from: usize, to: usize, n: usize): void {
  // From the front: `to` may lie as far before the end of `from` as it is longer.
  const end = from + (n << 1);
  do {
    const half = v128.load16x4_u(from);
    const magnitude = v128.and(half, bits(0x7fff));
    const finite = f32x4.mul(i32x4.shl(magnitude, 13), splat32(SCALE));
    const isInfinite = v128.and(i32x4.ge_u(magnitude, bits(INFINITE)), bits(0x7f800000));
    const sign = i32x4.shl(v128.and(half, bits(SIGN)), 16);
    v128.store(to, v128.or(v128.or(finite, isInfinite), sign));
    from += 8;
    to += 16;
  } while (from < end);
}

/** To the nearest, ties to even. NaN gives 0x7e00. */
export function narrow(from: usize, to: usize, n: usize): void {
  const end = from + (n << 2);
  do {
    const x = v128.load(from);
    const sign = v128.and(x, bits(0x80000000));
    const magnitude = f32x4.pmin(v128.xor(x, sign), splat32(LIMIT));
    // The exponent's bias goes from 127 to 15, and half of the last bit that stays is added, a little less where that is 0.
    const odd = v128.and(i32x4.shr_u(magnitude, 13), bits(1));
    const normal = i32x4.shr_u(i32x4.add(i32x4.add(magnitude, bits(0xc8000fff)), odd), 13);
    const subnormal = i32x4.sub(f32x4.add(magnitude, splat32(ROUNDER)), bits(0x3f000000));
    let result = v128.bitselect(subnormal, normal, f32x4.lt(magnitude, splat32(LEAST_NORMAL)));
    result = v128.bitselect(bits(0x7e00), result, f32x4.ne(x, x));
    result = v128.or(result, i32x4.shr_u(sign, 16));
    v128.store_lane<u64>(to, i16x8.narrow_i32x4_u(result, result), 0);
    from += 16;
    to += 8;
  } while (from < end);
}
