/** From ../loops.mjs, when the page is built. */
declare module 'virtual:loops' {
  type Name = import('../functions/names.js').RowsName | import('../functions/names.js').ChannelsName;
  type Loop = (x: Float32Array, y: Float32Array, options: { size?: number; alpha?: Float32Array }) => void;
  export const loops: Readonly<Record<Name, Loop>>;
}
