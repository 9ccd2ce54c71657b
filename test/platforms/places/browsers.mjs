import { createRequire } from 'node:module';
import { BROWSERS } from './engines.mjs';
import { TIMEOUT } from './processes.mjs';
import { serve } from './serve.mjs';

const CHROME_ARGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), // Chromium's sandbox refuses root
];

/**
 * @typedef {object} Browser
 * @property {string} engine its name and version
 * @property {(directory: string, headers: Record<string, string>) => Promise<import('./program/program.mjs').Outcome>} visit
 *   serves the directory, opens it and gives what its page leaves as `outcome`
 * @property {() => Promise<void>} close
 */

/**
 * @param {typeof BROWSERS[number]} browser
 * @returns {Promise<Browser>}
 */
export async function launch({ name, kind, variable, path }) {
  // Installed by the run that needs it, so until then neither the package nor its types are there. It downloads no browser.
  const puppeteer = createRequire(new URL('tools/', import.meta.url))('puppeteer-core');
  const executablePath = process.env[variable] ?? path;
  const browser = await puppeteer
    .launch({
      browser: kind,
      executablePath,
      args: kind === 'chrome' ? CHROME_ARGS : [],
      headless: true,
      timeout: TIMEOUT,
      protocolTimeout: TIMEOUT,
    })
    .catch((/** @type {Error} */ cause) => {
      throw new Error(`${name} is needed at ${executablePath}, or where ${variable} says: ${cause.message}`, { cause });
    });

  return {
    engine: `${name} ${/[\d.]+/.exec(await browser.version())?.[0]}`,
    async visit(directory, headers) {
      const server = await serve(directory, headers);
      try {
        const page = await browser.newPage();
        /** @type {Error[]} */
        const errors = [];
        page.on('pageerror', (/** @type {Error} */ error) => errors.push(error));
        await page.goto(server.url);
        const outcome = await page.evaluate('globalThis.outcome');
        await page.close();
        if (outcome === undefined) throw new Error(`the page left no outcome: ${errors.join('; ')}`);
        return outcome;
      } finally {
        server.close();
      }
    },
    close: () => browser.close(),
  };
}
