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

const characters = (text: string) => [...text].map((character) => character.charCodeAt(0));

/** An import section with the memory, up to the limits of its size. */
const importSection = (limits: readonly number[]) => {
  const content = [1, 3, ...characters('env'), 6, ...characters('memory'), 2, ...limits];
  return [2, content.length, ...content];
};
const OF_ANY_SIZE = importSection([0, 0]);
/** At least 0 pages, at most 65,536, shared. */
const SHARED = importSection([3, 0, 0x80, 0x80, 4]);

/** The same kernels over a memory that threads share: the limits of the memory that they import are all that differs. */
export function onShared(binary: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const bytes = Array.from(binary);
  const at = bytes.findIndex((_, i) => OF_ANY_SIZE.every((byte, j) => bytes[i + j] === byte));
  if (at < 0) throw new TypeError('the kernels import another memory than expected');
  bytes.splice(at, OF_ANY_SIZE.length, ...SHARED);
  return Uint8Array.from(bytes);
}
