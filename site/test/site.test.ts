import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { type PreviewServer, preview } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch, newPage } from '../page/browse.mjs';
import { violations } from './axe.js';

/** Not the root of the host: the site has to work from any folder. */
const base = '/some/folder/';

let server: PreviewServer;
let browser: Browser;
let home: string;

beforeAll(async () => {
  server = await preview({
    root: fileURLToPath(new URL('../../build/site', import.meta.url)),
    base,
    appType: 'mpa', // a missing file is a 404
    configFile: false,
    logLevel: 'error',
    build: { outDir: '.' },
    preview: { host: '127.0.0.1', port: 0 },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error(`not a port: ${address}`);
  home = `http://127.0.0.1:${address.port}${base}`;
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

interface Seen {
  readonly links: readonly string[];
  readonly ids: ReadonlySet<string>;
}

async function look(page: Page, url: string): Promise<Seen> {
  await page.goto(url);
  const links = await page.locator('a[href]').evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
  const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
  return { links: links.filter((link) => !link.startsWith('http') || link.startsWith(home)), ids: new Set(ids) };
}

it('every page that can be reached opens without an error, and every link leads to something', async () => {
  const page = await newPage(browser);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error}`));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    // The next page is opened, and the icon of the last one was still on its way.
    if (reason !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${reason}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.url()}: ${response.status()}`);
  });

  const seen = new Map<string, Seen>();
  const waiting = [`${home}index.html`];
  for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
    if (seen.has(url)) continue;
    if (/\.html$|\/$/.test(url)) {
      const found = await look(page, url);
      seen.set(url, found);
      waiting.push(...found.links.map((link) => link.split('#')[0]));
    } else {
      const { status } = await fetch(url);
      if (status >= 400) complaints.push(`${url}: ${status}`);
      seen.set(url, { links: [], ids: new Set() });
    }
  }
  for (const [from, { links }] of seen) {
    for (const link of links) {
      const [url, id] = link.split('#');
      if (id && url.endsWith('.html') && !seen.get(url)?.ids.has(decodeURIComponent(id))) {
        complaints.push(`${from}: ${link}: no such place in the page`);
      }
    }
  }
  expect(complaints).toEqual([]);
  const opened = [...seen.keys()].map((url) => url.slice(home.length));
  for (const path of ['api/index.html', 'api/variables/wasm-activations.gelu.html', 'api/documents/docs_values.html']) {
    expect(opened).toContain(path);
  }
});

it.each(['index.html', 'api/index.html', 'api/variables/wasm-activations.gelu.html', 'api/documents/docs_values.html'])(
  '%s: axe finds no violation',
  async (path) => {
    const page = await newPage(browser);
    await page.goto(home + path);
    const found = await violations(page, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'],
      rules: { 'nested-interactive': { enabled: false } }, // TypeDoc's sidebar has links in what opens and closes its parts
    });
    expect(found).toEqual([]);
  },
);
