/** From ../loops.mjs, when the page is built. */
declare module 'virtual:loops' {
  type Loop = (x: Float32Array, y: Float32Array, options: { size?: number; alpha?: Float32Array }) => void;
  export const loops: Readonly<Record<'softmax' | 'logSoftmax' | 'prelu', Loop>>;
}
