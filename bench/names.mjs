/** What the names in the JSON stand for, in the order of the tables. */
export const WAYS = {
  inPlace: 'wasm, resident, in place',
  outOfPlace: 'wasm, resident, out of place',
  ordinary: 'wasm, ordinary arrays, `out`',
  typescript: 'TypeScript',
  hand: 'hand loop',
  branchFree: '`Math.max` loop',
  map: '`.map`',
  copy: '`memory.copy`',
};

/** What ratios are to: the hand loop, or the TypeScript backend of an activation that has none. */
export const reference = (/** @type {Record<string, import('./measure.mjs').Timing>} */ timings) =>
  timings.hand ?? timings.typescript;
