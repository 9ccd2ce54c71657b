/** Linear memory: its unit, its limits, and the allocation of arrays inside it. */

export const PAGE_BYTES = 65_536;
/** The size of a 32-bit address space. */
export const MOST_BYTES = 4294967296; // 2^32; bundlers keep what they would have to compute
/** For 64 MiB at once V8 marks and compacts its whole heap, which takes 4 ms; for less it only scavenges (Node 20, `--trace-gc`). */
export const DEFAULT_BYTES = 63 * 2 ** 20;

/** A cache line, so that no two arrays share one and no 16-byte load straddles two. */
const ALIGNMENT = 64;

export type Allocate = (length: number) => Float32Array<ArrayBuffer>;

/** A memory that can never grow, so that a view into it never detaches. */
export function fixedMemory(bytes: number): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE_BYTES);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages });
  } catch (cause) {
    throw new RangeError(`${pages * PAGE_BYTES} bytes of linear memory were refused: ${cause}`, { cause });
  }
}

export function exhausted(length: number, why: string): RangeError {
  return new RangeError(`alloc: memory exhausted: asked for ${4 * length} bytes, ${why}`);
}

/** Allocates from `start` to the end of `memory`; nothing is freed. `maker`: the function that makes a larger instance. */
export function arena(memory: WebAssembly.Memory, start: number, maker = 'createActivations'): Allocate {
  let used = start;
  return (length) => {
    const { buffer } = memory;
    const bytes = 4 * length;
    if (bytes > buffer.byteLength - used) {
      const advice = `${maker}({ memoryBytes }) makes an instance with more`;
      throw exhausted(length, `used ${used}, capacity ${buffer.byteLength}; ${advice}`);
    }
    const array = new Float32Array(buffer, used, length);
    used = Math.min(buffer.byteLength, Math.ceil((used + bytes) / ALIGNMENT) * ALIGNMENT);
    return array;
  };
}

/** In another program's memory only that program allocates. */
export const refuseToAllocate: Allocate = () => {
  throw new TypeError('alloc: this instance runs inside a memory that was given to it, where only its owner allocates');
};
