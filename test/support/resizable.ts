/** ES2024, which the types of this project's target do not know yet. */
export interface Resizable extends ArrayBuffer {
  resize(byteLength: number): void;
}

export function resizable(byteLength: number, maxByteLength: number): Resizable {
  return Reflect.construct(ArrayBuffer, [byteLength, { maxByteLength }]);
}
