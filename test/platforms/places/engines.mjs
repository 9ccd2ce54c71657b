// The engines that come as binaries inside npm packages. tools/package.json pins their versions.

const NODES = ['node-20', 'node-22', 'node-24', 'node-26'];

/** @param {string} name */
function node(name) {
  return { name: 'Node', package: name, binary: 'bin/node', args: /** @type {string[]} */ ([]) };
}

const DENO = { name: 'Deno', package: '@deno/linux-x64-glibc', binary: 'deno', args: ['run', '--no-lock'] };
const BUN = { name: 'Bun', package: '@oven/bun-linux-x64', binary: 'bin/bun', args: /** @type {string[]} */ ([]) };

/** Each runs one of the hosts, as a command. */
export const COMMANDS = [
  ...[...NODES.map(node), DENO, BUN].map((engine) => ({ place: 'ES module', host: 'import.mjs', engine })),
  ...NODES.map((name) => ({
    place: "CommonJS, `require('wasm-activations')`",
    host: 'require.cjs',
    engine: node(name),
  })),
  ...[...NODES.map(node), DENO, BUN].map((engine) => ({ place: 'two threads', host: 'threads.mjs', engine })),
  ...NODES.map(node).map((engine) => ({
    place: '`--frozen-intrinsics`',
    host: 'import.mjs',
    engine: { ...engine, args: ['--frozen-intrinsics'] },
  })),
  {
    place: 'a TextDecoder that knows only utf-8, as in React Native',
    host: 'utf8.mjs',
    engine: node('node-24'),
  },
];

/** The version of Node that runs what other tools prepare. */
export const NODE = node('node-24');

/** Cloudflare's runtime, which compiles no bytes: wasm runs there only through the export condition. */
export const WORKERD = { name: 'workerd', package: '@cloudflare/workerd-linux-64', binary: 'bin/workerd' };

/** Browsers are not in npm packages; their paths are Debian's. */
export const BROWSERS = [
  { name: 'Chromium', kind: 'chrome', variable: 'CHROMIUM', path: '/usr/bin/chromium' },
  { name: 'Firefox', kind: 'firefox', variable: 'FIREFOX', path: '/usr/bin/firefox-esr' },
];

/** Nothing is claimed for these. */
export const NOT_TRIED = [
  { place: 'Safari', why: 'needs macOS or iOS; of its engine, JavaScriptCore, Bun runs a build' },
  { place: 'React Native (Hermes)', why: 'needs an Android or iOS device, or its simulator' },
];
