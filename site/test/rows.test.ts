import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { createActivations } from 'wasm-activations';
import { namesByKind } from '../page/functions/names.js';
import { float } from '../page/ui/format.js';
import { browsing } from './open.js';

const library = createActivations();

/** The sentence below the bars. */
const caption = (page: Page) => page.locator('#row figcaption').textContent();
const heights = (page: Page) =>
  page.locator('#row .bar rect').evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute('height'))));

describe('functions of rows', () => {
  const open = browsing();

  it.each(namesByKind.rows)('%s is shown as a row and its results, in place of curves', async (name) => {
    const { page, complaints } = await open();
    await page.getByRole('combobox', { name: 'Function', exact: true }).fill(name);
    await page.getByRole('combobox', { name: 'Function', exact: true }).press('Enter');
    expect(new URL(page.url()).search).toBe(`?f=${name}`);
    expect(await page.locator('#formula').textContent()).toContain(`${name}(x) = `);
    expect(await page.locator('#about').textContent()).toContain('max and sum are those of the row');
    const x = [1, 2.5, 0.5, -1, 2];
    const y = library[name](x);
    expect(await caption(page)).toBe(`${name}([${x.join(', ')}]) gives ${Array.from(y, float).join(', ')}.`);
    // The bars are in proportion.
    const drawn = await heights(page);
    for (const [i, height] of drawn.entries()) expect(height / drawn[0]).toBeCloseTo(y[i] / y[0], 4);
    expect(await page.getByRole('img', { name: 'A bar for each result' }).isVisible()).toBe(true);
    for (const selector of ['#curves', '#kinks', '#with', '#number', '#values'])
      expect(await page.locator(selector).isVisible()).toBe(false);
    expect(complaints).toEqual([]);
  });

  it('move all results with one element, by keyboard too, and keep the row in the address', async () => {
    const { page, complaints } = await open({ search: '?f=softmax&x1=0&x3=100' });
    expect(await caption(page)).toContain('softmax([1, 0, 0.5, 100, 2]) gives');
    await page.getByRole('spinbutton', { name: 'x3 of softmax' }).fill('0');
    const before = await heights(page);
    await page.getByRole('slider', { name: 'x3 of softmax' }).focus();
    await page.keyboard.press('End');
    expect(await caption(page)).toContain('softmax([1, 0, 0.5, 3, 2]) gives');
    const after = await heights(page);
    expect(after[3]).toBeGreaterThan(before[3]);
    for (const i of [0, 1, 2, 4]) expect(after[i]).toBeLessThan(before[i]);
    await expect.poll(() => new URL(page.url()).search).toBe('?f=softmax&x1=0&x3=3');
    expect(complaints).toEqual([]);
  });

  it('show their sliders and their bars in one screen, on a phone too', async () => {
    for (const viewport of [
      { width: 1280, height: 800 },
      { width: 390, height: 844 },
    ]) {
      const { page } = await open({ search: '?f=softmax', viewport });
      const [sliders, bars] = [page.locator('#parameters'), page.locator('#row .chart')];
      const [first, last] = [await sliders.boundingBox(), await bars.boundingBox()];
      if (first === null || last === null) throw new Error('one of them is not shown');
      expect(last.y + last.height - first.y).toBeLessThan(viewport.height);
    }
  });

  it('refuse what is no number, and numbers that no bar can show', async () => {
    const { page, complaints } = await open({ search: '?f=logSoftmax&x0=3e38' });
    expect(await caption(page)).toContain('logSoftmax([1, 2.5');
    const field = page.getByRole('spinbutton', { name: 'x0 of logSoftmax' });
    const message = page.getByText('logSoftmax: x0 must be a number from −1,000 to 1,000 in this example');
    for (const wrong of ['', '1001', '-1e9']) {
      await field.fill(wrong);
      await message.waitFor();
      await field.blur();
      await message.waitFor({ state: 'detached' });
      expect(await field.inputValue()).toBe('1');
    }
    expect(complaints).toEqual([]);
  });
});
