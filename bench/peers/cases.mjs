/** What this package and its peers have in common. */
export const peerCases = ['relu', 'leakyRelu'].map((name) => ({
  name,
  sizes: [16, 64, 256, 1024, 4096, 65_536, 2 ** 20, 2 ** 24],
}));

/** The program that measures one of them. */
export const PEERS = new URL('child.mjs', import.meta.url);
