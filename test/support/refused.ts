import { expect } from 'vitest';

const hasHalf = 'Float16Array' in globalThis;
/** The kinds of arrays that messages name: this engine's. */
export const OUTPUT = hasHalf ? 'a Float32Array or a Float16Array' : 'a Float32Array';
export const INPUT = `${hasHalf ? 'a Float32Array, a Float16Array' : 'a Float32Array'} or an array of numbers`;

function bytes({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
  return Buffer.from(new Uint8Array(buffer, byteOffset, byteLength));
}

/** `call` throws exactly this, and every byte of `watched` is then as it was. */
export function refused(
  call: () => unknown,
  error: typeof TypeError | typeof RangeError | typeof Error,
  message: string | RegExp,
  watched: readonly ArrayBufferView[] = [],
): void {
  const before = watched.map(bytes);
  let thrown: unknown;
  try {
    call();
  } catch (cause) {
    thrown = cause;
  }
  expect(thrown, 'nothing was thrown').toBeDefined();
  const { name, message: said } = thrown as Error;
  expect({ name, said }).toEqual({
    name: error.name,
    said: typeof message === 'string' ? message : expect.stringMatching(message),
  });
  const written = watched.findIndex((view, i) => !bytes(view).equals(before[i]));
  expect(written, 'the watched array that was written to').toBe(-1);
}
