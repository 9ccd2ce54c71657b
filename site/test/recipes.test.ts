import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch, newPage } from '../page/browse.mjs';

const ROOT = new URL('../../', import.meta.url);
const SCRIPT = 'wasm-activations.min.js';
const RECIPES = await readFile(new URL('docs/recipes.md', ROOT), 'utf8');
/** The pages of the recipes, and what each of them shows. */
const PAGES = Array.from(RECIPES.matchAll(/^```html\n(.*?)^```$/gms), ([, html]) => html);
const SHOWN = ['-0.15865525603294373 0 0.8413447737693787', '0 2 wasm'];

let server: Server;
let browser: Browser;
beforeAll(async () => {
  const script = await readFile(new URL(`dist/${SCRIPT}`, ROOT));
  server = createServer(({ url = '/' }, response) => {
    if (url === `/${SCRIPT}`) response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(script);
    else if (url === '/favicon.ico') response.writeHead(204).end();
    else
      response
        .writeHead(200, { 'Content-Type': 'text/html' })
        .end(`<!doctype html><body>${PAGES[Number(url.slice(1))]}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

it('has a page for each that is checked', () => {
  expect(PAGES.length).toBe(SHOWN.length);
});

it.each(SHOWN.map((text, i) => [text, i] as const))('a page of docs/recipes.md shows %s', async (text, i) => {
  const page = await newPage(browser);
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${i}`);
  await page.waitForFunction(() => document.body.textContent?.trim() !== '' && !document.body.querySelector('script'));
  expect(await page.locator('body').textContent()).toBe(text);
  expect(complaints).toEqual([]);
});
