import { describe, expect, it } from 'vitest';
import { browsing, measure, ratesTable, valuesTable } from './open.js';

/** What the page needs, and nothing else: no inline style or script, and no WebAssembly. */
const STRICT = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

describe('where a Content-Security-Policy forbids WebAssembly', () => {
  const open = browsing({ 'Content-Security-Policy': STRICT });
  const openElsewhere = browsing();

  it('runs on the TypeScript backend, says so, and measures what can run', async () => {
    const { page, complaints } = await open();
    const backend = await page.locator('#backend').textContent();
    expect(backend).toContain('Running on the TypeScript backend.');
    expect(backend).toContain('wasm-unsafe-eval');

    await measure(page);
    const [[, ...header], ...rows] = await ratesTable(page);
    expect(rows.length).toBeGreaterThan(0);
    header.forEach((label, i) => {
      const cells = rows.map((row) => row[i + 1]);
      if (label.startsWith('wasm')) {
        expect(label).toContain('not available here');
        expect(new Set(cells)).toEqual(new Set(['–']));
      } else {
        for (const cell of cells) expect(Number.parseFloat(cell)).toBeGreaterThan(0);
      }
    });
    expect(complaints).toEqual([]);
  });

  it('shows the same values', async () => {
    const search = '?f=mish&with=hardShrink';
    const here = await valuesTable((await open({ search })).page);
    expect(here.length).toBeGreaterThan(8);
    expect(here).toEqual(await valuesTable((await openElsewhere({ search })).page));
  });

  it.each(['softmax', 'logSoftmax', 'prelu'])('shows the same of %s, and measures it', async (name) => {
    const search = `?f=${name}`;
    const { page, complaints } = await open({ search });
    const elsewhere = (await openElsewhere({ search })).page;
    const figure = page.locator('figcaption:visible');
    expect(await figure.textContent()).toMatch(/gives|derivative/);
    expect(await figure.textContent()).toBe(await elsewhere.locator('figcaption:visible').textContent());
    await measure(page);
    expect(complaints).toEqual([]);
  });

  it('says that there is nothing to compare rows with', async () => {
    const { page } = await open({ search: '?f=softmax' });
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText('WebAssembly does not run here, so there is nothing to compare with.').waitFor();
  });

  it('checks all inputs on the TypeScript backend, and stops', async () => {
    const { page, complaints } = await open({ search: '?f=relu' });
    await page.getByRole('button', { name: 'Check' }).click();
    const bar = page.getByRole('progressbar', { name: 'Progress of the check' });
    await expect
      .poll(() => bar.evaluate((element: HTMLProgressElement) => element.value), { timeout: 60_000 })
      .toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Stopped.').waitFor();
    expect(complaints).toEqual([]);
  });
});
