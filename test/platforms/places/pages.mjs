import { bundle, ESBUILD, ROLLUP, VITE, WEBPACK } from './bundles.mjs';
import { tool } from './install.mjs';

const CSP = "default-src 'none'; script-src 'self'";

/**
 * What every browser is shown, and the browsers where wasm is forbidden, or flushes subnormals.
 *
 * @returns {{ place: string, host: string, bundler: typeof VITE, script?: string, csp?: string, js?: string[] }[]}
 */
const pages = () => [
  ...[VITE, WEBPACK, ROLLUP, ESBUILD].map((bundler) => ({
    place: `page bundled by ${bundler.name} ${tool(bundler.package).version}`,
    host: 'page.mjs',
    bundler,
  })),
  { place: 'Web Worker', host: 'worker-page.mjs', bundler: VITE },
  {
    place: 'AudioWorklet',
    host: 'worklet.mjs',
    bundler: ESBUILD,
    script: 'worklet-page.mjs',
    js: ['Firefox'],
  },
  {
    place: "page with a CSP, `'wasm-unsafe-eval'` in it",
    host: 'page.mjs',
    bundler: ESBUILD,
    csp: `${CSP} 'wasm-unsafe-eval'`,
  },
  { place: 'page with a strict CSP', host: 'page.mjs', bundler: ESBUILD, csp: CSP, js: ['Chromium', 'Firefox'] },
];

/**
 * Bundles the pages; each can then be opened in any browser.
 *
 * @param {string} app where the package is installed
 */
export function bundledPages(app) {
  return pages().map(({ place, csp, js = [], ...source }, i) => {
    /** @type {Promise<string> | undefined} */
    let bundled;
    return {
      place,
      /** @param {string} name of a browser */
      expected: (name) => (js.includes(name) ? 'js' : 'wasm'),
      /** @param {import('./browsers.mjs').Browser} browser */
      async outcome(browser) {
        bundled ??= bundle(app, `page-${i}`, source);
        return browser.visit(await bundled, csp === undefined ? {} : { 'content-security-policy': csp });
      },
    };
  });
}
