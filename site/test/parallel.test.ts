import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, newPage } from '../page/browse.mjs';
import { ISOLATED } from '../page/isolated.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What the page is served with, by its query. */
const HEADERS: Record<string, Record<string, string>> = {
  '?plain': {},
  '?strict': { ...ISOLATED, 'Content-Security-Policy': "worker-src 'self'" }, // no script as text
};
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' };

// The page keeps its workers, so that a test can end one.
const PAGE = `
import { createParallelActivations } from 'wasm-activations/parallel';
const workers = [];
globalThis.workers = workers;
globalThis.Worker = class extends Worker {
  constructor(...args) { super(...args); workers.push(this); }
};
globalThis.create = createParallelActivations;
/** The different values, in the order of their runs. */
globalThis.valuesOf = (array) => [...new Set(array.filter((value, i) => value !== array[i - 1]))];
`;

let directory: string;
let server: Server;
let browser: Browser;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'parallel-page-'));
  await writeFile(join(directory, 'index.html'), '<!doctype html><script type="module" src="./page.js"></script>');
  await writeFile(join(directory, 'page.js'), PAGE);
  await build({
    root: directory,
    logLevel: 'warn',
    resolve: { alias: { 'wasm-activations/parallel': join(ROOT, 'dist/parallel.js') } },
    build: { outDir: 'built', minify: false },
  });
  server = createServer(async ({ url = '/' }, response) => {
    const { pathname, search } = new URL(url, 'http://localhost');
    const path = pathname === '/' ? '/index.html' : pathname;
    try {
      const body = await readFile(join(directory, 'built', path));
      // A worker's script has to say the same as its page. It is asked for without the query.
      const headers = HEADERS[search] ?? ISOLATED;
      response.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream', ...headers });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
  if (directory) await rm(directory, { recursive: true });
});

async function open(search: string) {
  const page = await newPage(browser);
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${search}`);
  await page.waitForFunction('globalThis.create !== undefined');
  return page;
}

test('isolated: threads share a memory, and give the results of one', async () => {
  const page = await open('');
  const seen = await page.evaluate(`(async () => {
    const act = await create({ threads: 3 });
    const x = act.alloc(1 << 20).fill(-1);
    // Not awaited one by one: they queue.
    const calls = [1, 2, 3, 4].map(() => act.leakyRelu(x, { alpha: 2, out: x }));
    await Promise.all(calls);
    const { name, threads, reason } = act.backend;
    const seen = { name, threads, reason, values: valuesOf(x), workers: workers.length, shared: x.buffer instanceof SharedArrayBuffer };
    await act.dispose();
    return { ...seen, after: await act.relu([1]).catch(({ message }) => message) };
  })()`);
  expect(seen).toEqual({
    name: 'wasm',
    threads: 3,
    reason: 'WebAssembly SIMD runs here, on threads over one shared memory',
    values: [-16],
    workers: 2,
    shared: true,
    after: 'relu: these activations have been disposed of',
  });
  await page.close();
});

test('isolated: a worker that is ended in the middle of things; nothing hangs', async () => {
  const page = await open('');
  const seen = await page.evaluate(`(async () => {
    const act = await create({ threads: 3 });
    const x = act.alloc(1 << 20);
    const wrong = [];
    async function doubled() {
      x.fill(-1);
      const failed = await act.leakyRelu(x, { alpha: 2, out: x }).then(() => false, ({ message }) => message);
      const values = valuesOf(x);
      const right = failed
        ? /a worker ended in the middle/.test(failed) && values.every((v) => v === -1 || v === -2)
        : values.length === 1 && values[0] === -2;
      if (!right) wrong.push({ failed, values });
    }
    for (let i = 0; i < 20; i++) await doubled();
    workers[0].terminate();
    for (let i = 0; i < 20; i++) await doubled();
    while (act.backend.threads > 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await doubled();
    workers[1].terminate();
    while (act.backend.threads > 1) await new Promise((resolve) => setTimeout(resolve, 5));
    await doubled();
    await act.dispose();
    return { wrong, reason: act.backend.reason };
  })()`);
  expect(seen).toEqual({ wrong: [], reason: expect.stringContaining('its thread was ended') });
  await page.close();
});

test('isolated: where a policy forbids the script as text, it is loaded from its file', async () => {
  const page = await open('?strict');
  const seen = await page.evaluate(`(async () => {
    const act = await create({ threads: 3 });
    const x = act.alloc(1 << 20).fill(-1);
    await act.leakyRelu(x, { alpha: 2, out: x });
    return { values: valuesOf(x), threads: act.backend.threads };
  })()`);
  expect(seen).toEqual({ values: [-2], threads: 3 });
  await page.close();
});

test('isolated: workers that cannot be loaded', async () => {
  const page = await open('?strict');
  await page.route('**/worker*.js', (route) => route.abort());
  const seen = await page.evaluate(`(async () => {
    const act = await create({ threads: 3 });
    const out = [...await act.relu([-1, 2])];
    return { out, threads: act.backend.threads, reason: act.backend.reason };
  })()`);
  expect(seen).toEqual({ out: [0, 2], threads: 1, reason: expect.stringContaining('could not be loaded') });
  await page.close();
});

test('without the headers: one thread, and the reason', async () => {
  const page = await open('?plain');
  const seen = await page.evaluate(`(async () => {
    const act = await create({ threads: 3 });
    const x = act.alloc(1 << 20).fill(-1);
    await act.leakyRelu(x, { alpha: 2, out: x });
    return { values: valuesOf(x), threads: act.backend.threads, reason: act.backend.reason, workers: workers.length };
  })()`);
  expect(seen).toEqual({
    values: [-2],
    threads: 1,
    reason: expect.stringMatching(/not cross-origin isolated.*Cross-Origin-Opener-Policy/),
    workers: 0,
  });
  await page.close();
});
