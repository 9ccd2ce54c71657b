import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type PreviewServer, preview } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createActivations } from 'wasm-activations';
import { launch, newPage } from '../page/browse.mjs';
import { define } from '../page/documentation.mjs';
import { namesByKind } from '../page/functions/names.js';
import { verdict as agreementVerdict } from '../page/sections/both-backends.js';
import { verdict } from '../page/sections/every-input.js';
import { agreement } from '../page/work/agreement.js';
import { browsing, checkButton, choose, measureButton } from './open.js';

const HASHING = fileURLToPath(new URL('../page/work/hashing.ts', import.meta.url));

/** A page that hashes the blocks that its address names, on two workers in turn, and posts their hashes back. */
const PAGE = `
import { startHashing } from ${JSON.stringify(HASHING)};
const query = new URLSearchParams(location.search);
const blocks = query.get('blocks').split(',').map(Number);
const { workers, end } = startHashing(query.get('name'), query.get('backend'), 2);
const hashes = [];
for (const [i, block] of blocks.entries()) hashes.push(await workers[i % 2](block));
end();
await fetch('hashes', { method: 'POST', body: JSON.stringify(hashes) });
`;

/** The golden hashes of these blocks. */
async function golden(name: string, blocks: readonly number[]): Promise<number[]> {
  const { forward } = JSON.parse(await readFile(new URL(`../../test/golden/${name}.json`, import.meta.url), 'utf8'));
  return blocks.map((block) => Number.parseInt(forward.blocks.slice(8 * block, 8 * block + 8), 16));
}

describe('the check of every input', () => {
  const open = browsing();
  let directory: string;
  let server: PreviewServer;
  let url: string;
  let posted: (hashes: number[]) => void;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'check-page-'));
    await writeFile(join(directory, 'index.html'), '<!doctype html><script type="module" src="./page.js"></script>');
    await writeFile(join(directory, 'page.js'), PAGE);
    await build({
      root: directory,
      configFile: false,
      logLevel: 'warn',
      define,
      worker: { format: 'es' },
      build: { target: 'es2022' },
    });
    server = await preview({
      root: directory,
      configFile: false,
      logLevel: 'error',
      preview: { host: '127.0.0.1', port: 0 },
      plugins: [
        {
          name: 'hashes',
          configurePreviewServer({ middlewares }) {
            middlewares.use('/hashes', async (request, response) => {
              const parts = [];
              for await (const part of request) parts.push(part);
              response.end();
              posted(JSON.parse(Buffer.concat(parts).toString()));
            });
          },
        },
      ],
    });
    url = server.resolvedUrls?.local[0] ?? '';
  });
  afterAll(async () => {
    await server?.close();
    if (directory !== undefined) await rm(directory, { recursive: true });
  });

  /** What the page posts after `visit` opens it. */
  async function hashes(
    visit: (address: string) => Promise<() => Promise<unknown>>,
    name: string,
    backend: string,
    blocks: readonly number[],
  ): Promise<number[]> {
    const result = new Promise<number[]>((resolve) => {
      posted = resolve;
    });
    const close = await visit(`${url}?${new URLSearchParams({ name, backend, blocks: blocks.join() })}`);
    try {
      return await result;
    } finally {
      await close();
    }
  }

  async function chromium(address: string) {
    const browser = await launch();
    await (await newPage(browser)).goto(address);
    return () => browser.close();
  }

  /** Playwright drives a Firefox of its own only: this one opens the address, and is ended. */
  async function firefox(address: string) {
    const profile = await mkdtemp(join(tmpdir(), 'check-firefox-'));
    const command = process.env.FIREFOX ?? '/usr/bin/firefox-esr';
    const child = spawn(command, ['--headless', '--no-remote', '--profile', profile, address], { stdio: 'ignore' });
    const exited = new Promise((resolve) => child.on('exit', resolve));
    await new Promise((resolve, reject) => child.on('spawn', resolve).on('error', reject));
    return async () => {
      child.kill();
      await exited;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    };
  }

  // Blocks with subnormals, numbers around 1, -1 and NaNs.
  it.each([
    ['gelu', 'wasm', [0, 63, 191, 255]],
    ['relu', 'js', [127, 191]],
  ] as const)('gives the golden hashes of blocks of %s on %s in Chromium', async (name, backend, blocks) => {
    expect(await hashes(chromium, name, backend, blocks)).toEqual(await golden(name, blocks));
  });

  it.each(['wasm', 'js'])('gives the golden hashes of leakyRelu for prelu, on %s', async (backend) => {
    const blocks = [63, 191, 255];
    expect(await hashes(chromium, 'prelu', backend, blocks)).toEqual(await golden('leakyRelu', blocks));
  });

  it.each([
    ['gelu', 'wasm', [63, 191]],
    ['tanh', 'js', [63]],
  ] as const)('gives the golden hashes of blocks of %s on %s in Firefox', async (name, backend, blocks) => {
    expect(await hashes(firefox, name, backend, blocks)).toEqual(await golden(name, blocks));
  });

  it('says what came out', async () => {
    const all = Array.from({ length: 256 }, (_, block) => block);
    const found = Uint32Array.from(await golden('gelu', all));
    expect(verdict('gelu', found, 'wasm', 4)).toBe(
      'gelu: every float32, correctly rounded, in this browser. 4,294,967,296 inputs, hash 745b70da (WebAssembly, 4 threads).',
    );
    found[17] ^= 1;
    expect(verdict('gelu', found, 'js', 1)).toMatch(
      /^gelu is NOT correctly rounded .* the hash of its results is [0-9a-f]{8}, .* right ones 745b70da \(js backend/,
    );
    expect(verdict('prelu', Uint32Array.from(await golden('leakyRelu', all)), 'wasm', 4)).toMatch(
      /^prelu: every float32, correctly rounded, .* hash 97ffc37f /,
    );
  });

  it('runs on the page with a progress bar and the time left, and stops', async () => {
    const { page, complaints } = await open({ search: '?f=relu' });
    await choose(page, 'leakyRelu');
    expect(await page.locator('#expected-hash').textContent()).toBe('97ffc37f');
    await checkButton(page).click();
    expect(await measureButton(page).isDisabled()).toBe(true);
    await page
      .locator('#check .left')
      .filter({ hasText: /^\d+ (s|min) left$/ })
      .waitFor();
    const bar = page.getByRole('progressbar', { name: 'Progress of the check' });
    expect(await bar.evaluate((element: HTMLProgressElement) => element.value)).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Stop' }).click();
    const stopped = page.locator('#check .status').filter({ hasText: 'Stopped' });
    await stopped.waitFor();
    const [, percent, inputs] =
      /^Stopped\. (\d+) % of the inputs .*, ([\d,]+); the hash /.exec((await stopped.textContent()) ?? '') ?? [];
    expect(Number(inputs.replaceAll(',', '')) / 2 ** 32).toBeGreaterThanOrEqual(Number(percent) / 100);
    expect(Number(inputs.replaceAll(',', '')) % 2 ** 24).toBe(0); // whole blocks
    expect(Number(inputs.replaceAll(',', ''))).toBeGreaterThan(0);
    expect(await bar.isVisible()).toBe(false);
    expect(await measureButton(page).isEnabled()).toBe(true);
    await choose(page, 'gelu'); // nothing is left of another function's check
    expect(await page.locator('#check .status').textContent()).toBe('');
    expect(await page.locator('#expected-hash').textContent()).toBe('745b70da');
    expect(complaints).toEqual([]);
  });
});

describe('the check of both backends', () => {
  const open = browsing();

  it.each(namesByKind.rows)('finds the same bits for %s', async (name) => {
    const { page, complaints } = await open({ search: `?f=${name}` });
    expect(await page.locator('#check').textContent()).toContain('There are too many rows to try them all');
    await checkButton(page).click();
    await page
      .locator('#check .status')
      .filter({ hasText: /same bits|NOT|Failed/ })
      .waitFor();
    expect(await page.locator('#check .status').textContent()).toMatch(
      new RegExp(
        `^${name}: WebAssembly and the js backend gave the same bits in this browser, for all 16,\\d{3},\\d{3} elements.$`,
      ),
    );
    expect(complaints).toEqual([]);
  });

  it('counts the results that differ, in rows of all lengths, and says so', () => {
    const right = createActivations({ backend: 'js' });
    const sizes = new Set<number>();
    const wrong: typeof right.softmax = Object.assign((x: Float32Array, options: { size: number }) => {
      sizes.add(options.size);
      const y = right.softmax(x, options);
      y[7] = y[7] === 0.5 ? 0.25 : 0.5;
      return y;
    }, right.softmax);
    const steps = [...agreement('softmax', { ...right, softmax: wrong }, right)];
    const last = steps[steps.length - 1];
    expect(last.different).toBe(steps.length);
    expect([...sizes].filter((size) => size % 4 === 0).length).toBeGreaterThan(20);
    expect([...sizes].filter((size) => size % 4 !== 0).length).toBeGreaterThan(20);
    expect(Math.min(...sizes)).toBe(1);
    expect(Math.max(...sizes)).toBeGreaterThan(2048);
    expect(agreementVerdict('softmax', last)).toContain('do NOT agree in this browser: 256 of');
  });
});
