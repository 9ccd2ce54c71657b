import { describe, expect, it } from 'vitest';
import { PATIENCE } from '../page/browse.mjs';
import { browsing, checkButton, measure, ratesTable, valuesTable } from './open.js';

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

  it('runs on the js backend, says so, and measures what can run', async () => {
    const { page, complaints } = await open({ search: '?f=relu' });
    const backend = await page.locator('#backend').textContent();
    expect(backend).toContain('backend js:');
    expect(backend).toContain('wasm-unsafe-eval');

    expect(await measure(page)).toMatch(/^relu: [\d.]+ times the speed of the hand loop here on the js backend\.$/);
    const [, ...rows] = await ratesTable(page);
    expect(rows.length).toBeGreaterThan(0);
    for (const [label, ...cells] of rows) {
      if (label.startsWith('wasm')) expect(new Set(cells)).toEqual(new Set(['–']));
      else for (const cell of cells) expect(Number.parseFloat(cell)).toBeGreaterThan(0);
    }
    expect(await page.locator('table.rates').textContent()).toContain('not available here');
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
    expect(await measure(page)).toContain('times the speed of the hand loop');
    expect(complaints).toEqual([]);
  });

  it('says that there is nothing to compare rows with', async () => {
    const { page } = await open({ search: '?f=softmax' });
    await checkButton(page).click();
    await page.getByText('WebAssembly does not run here, so there is nothing to compare with.').waitFor();
  });

  it('checks all inputs on the js backend, and stops', async () => {
    const { page, complaints } = await open({ search: '?f=relu' });
    await checkButton(page).click();
    const bar = page.getByRole('progressbar', { name: 'Progress of the check' });
    await expect
      .poll(() => bar.evaluate((element: HTMLProgressElement) => element.value), { timeout: PATIENCE })
      .toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText(/^Stopped\. \d+ % of the inputs/).waitFor();
    expect(complaints).toEqual([]);
  });
});
