import { bundle, ESBUILD, PARCEL, ROLLUP, VITE, WEBPACK } from './bundles.mjs';
import { plainPage } from './hosts.mjs';
import { tool } from './install.mjs';

const CSP = "default-src 'none'; script-src 'self'";

/** What lets a page share memory between threads. */
const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/**
 * What every browser is shown, and the browsers where wasm is forbidden, or flushes subnormals.
 *
 * @typedef {object} Page
 * @property {string} place
 * @property {(app: string, name: string) => Promise<string> | string} directory makes what is served
 * @property {Record<string, string>} [headers]
 * @property {readonly string[]} [js] the browsers in which JavaScript runs
 *
 * @returns {Page[]}
 */
const pages = () => [
  ...[VITE, WEBPACK, ROLLUP, ESBUILD, PARCEL].map((bundler) => ({
    place: `page bundled by ${bundler.name} ${tool(bundler.package).version}`,
    directory: bundled({ bundler, host: 'page.mjs' }),
  })),
  ...[VITE, WEBPACK, ROLLUP, ESBUILD, PARCEL].map((bundler) => ({
    place: `two threads, bundled by ${bundler.name} ${tool(bundler.package).version}`,
    directory: bundled({ bundler, host: 'threads-page.mjs' }),
    headers: ISOLATED,
  })),
  {
    place: 'two threads, where a CSP forbids their script as text',
    directory: bundled({ bundler: VITE, host: 'threads-page.mjs' }),
    headers: { ...ISOLATED, 'content-security-policy': `${CSP} 'wasm-unsafe-eval'; worker-src 'self'` },
  },
  {
    place: 'import map',
    directory: plain(
      `<script type="importmap">${JSON.stringify({
        imports: { 'wasm-activations': './package/wasm-activations.min.js' },
      })}</script><script type="module" src="page.mjs"></script>`,
    ),
  },
  {
    place: 'script tag, `type="module"`',
    directory: plain(`<script type="module">
      import * as activations from './package/wasm-activations.min.js';
      import { program } from './program.mjs';
      globalThis.outcome = program(activations);
    </script>`),
  },
  { place: 'Web Worker', directory: bundled({ bundler: VITE, host: 'worker-page.mjs' }) },
  {
    place: 'AudioWorklet',
    directory: bundled({ bundler: ESBUILD, host: 'worklet.mjs', script: 'worklet-page.mjs' }),
    js: ['Firefox'],
  },
  {
    place: "page with a CSP, `'wasm-unsafe-eval'` in it",
    directory: bundled({ bundler: ESBUILD, host: 'page.mjs' }),
    headers: { 'content-security-policy': `${CSP} 'wasm-unsafe-eval'` },
  },
  {
    place: 'page with a strict CSP',
    directory: bundled({ bundler: ESBUILD, host: 'page.mjs' }),
    headers: { 'content-security-policy': CSP },
    js: ['Chromium', 'Firefox'],
  },
];

/** @param {Parameters<typeof bundle>[2]} source @returns {Page['directory']} */
function bundled(source) {
  return (app, name) => bundle(app, name, source);
}

/** @param {string} head @returns {Page['directory']} */
function plain(head) {
  return (app, name) => plainPage(app, name, head);
}

/**
 * Makes the pages when they are first opened; each can then be opened in any browser.
 *
 * @param {string} app where the package is installed
 */
export function preparedPages(app) {
  return pages().map(({ place, directory, headers = {}, js = [] }, i) => {
    /** @type {Promise<string> | string | undefined} */
    let made;
    return {
      place,
      /** @param {string} name of a browser */
      expected: (name) => (js.includes(name) ? 'js' : 'wasm'),
      /** @param {import('./browsers.mjs').Browser} browser */
      async outcome(browser) {
        made ??= directory(app, `page-${i}`);
        return browser.visit(await made, headers);
      },
    };
  });
}
