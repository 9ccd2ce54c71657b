/** What the names in the JSON stand for, in the order of the tables. */
export const WAYS = {
  inPlace: 'wasm, resident, in place',
  outOfPlace: 'wasm, resident, out of place',
  ordinary: 'wasm, ordinary arrays, `out`',
  typescript: 'TypeScript',
  hand: 'hand loop',
  branchFree: 'branch-free loop',
  map: '`.map`',
  copy: '`memory.copy`',
};
