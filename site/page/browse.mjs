// Serves the built page and opens a browser on it: for its tests and its screenshot.
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { preview } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
/** Not the root of the host: the page has to run from any folder. */
const base = '/some/where/';

/** Milliseconds that anything may take, on a slow machine that others use too. Whoever waits here waits for a condition, never for a time. */
export const PATIENCE = 240_000;

/**
 * Chromium, from $CHROMIUM or where Debian has it.
 */
export function launch() {
  return chromium.launch({
    timeout: PATIENCE,
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/**
 * A page with a context of its own.
 * @param {import('playwright-core').Browser} browser @param {import('playwright-core').BrowserContextOptions} [options]
 */
export async function newPage(browser, options) {
  const page = await browser.newPage(options);
  page.setDefaultTimeout(PATIENCE);
  return page;
}

/**
 * The built page on a port of its own.
 * @param {Record<string, string>} [headers] what every response carries besides
 */
export async function serve(headers = {}) {
  const server = await preview({ root, base, logLevel: 'error', preview: { host: '127.0.0.1', port: 0, headers } });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error(`not a port: ${address}`);
  return { url: `http://127.0.0.1:${address.port}${base}`, close: () => server.close() };
}
