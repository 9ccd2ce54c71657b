import { PAGE_BYTES } from '../engine/linear.js';

/** A memory that threads share, and that can never grow. */
export function sharedMemory(bytes: number): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE_BYTES);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  } catch (cause) {
    throw new RangeError(`${pages * PAGE_BYTES} bytes of shared memory were refused: ${cause}`, { cause });
  }
}
