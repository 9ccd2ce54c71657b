import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from './axe.js';
import { browsing, checkButton, measure } from './open.js';

const LOOKS = [
  { name: 'light', colorScheme: 'light', width: 1280 },
  { name: 'dark', colorScheme: 'dark', width: 1280 },
  { name: 'at 200 %', colorScheme: 'light', width: 640 }, // zoom halves the width in CSS pixels
  { name: 'phone', colorScheme: 'light', width: 390 },
  { name: 'narrow', colorScheme: 'dark', width: 320 },
] as const;

async function analyze(page: Page, state: string): Promise<void> {
  expect(await violations(page), state).toEqual([]);
}

/** In every look: no violation, and nothing but what scrolls by itself is wider than the screen. */
async function analyzeLooks(page: Page, state: string): Promise<void> {
  for (const { name, colorScheme, width } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 740 });
    await analyze(page, `${state}, ${name}`);
    const widest = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(widest, `${state}, ${name}`).toBeLessThanOrEqual(width);
  }
}

describe('accessibility', () => {
  const open = browsing();

  it('no violation, and nothing wider than the screen, in any look', async () => {
    // Now everything shows that can: two functions with parameters and kinks, an error, a list, a comparison, a check that runs.
    const { page, complaints } = await open({ search: '?f=hardtanh&with=leakyRelu' });
    await measure(page);
    await checkButton(page).click();
    await page.locator('#check .left').filter({ hasText: 'left' }).waitFor();
    await analyze(page, 'checking');
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('spinbutton', { name: 'min of hardtanh' }).fill('3');
    await page.getByText('hardtanh: min must be below max').waitFor();
    await analyzeLooks(page, 'everything');
    await page.getByRole('combobox', { name: 'Function', exact: true }).click();
    await page.getByRole('listbox').waitFor();
    await analyze(page, 'with the list');
    await page.keyboard.press('Escape');
    expect(complaints).toEqual([]);
  });

  it.each(['softmax', 'prelu', 'nothing'])('none with %s either', async (name) => {
    const { page, complaints } = await open({ search: `?f=${name}` });
    if (name !== 'nothing') {
      await page.getByRole('spinbutton').first().fill('');
      await page.getByRole('alert').filter({ hasText: name }).waitFor();
    }
    await analyzeLooks(page, name);
    expect(complaints).toEqual([]);
  });

  it('everything is reached by the Tab key, in the order of the page', async () => {
    const { page } = await open({ search: '?f=elu' });
    const reached: string[] = [];
    do {
      await page.keyboard.press('Tab');
      reached.push(
        await page.evaluate(() => {
          const at = document.activeElement as HTMLElement | null;
          // biome-ignore lint/performance/useDomNodeTextContent: of the two words on a button, the one that is shown
          return at === null ? '' : at.id || at.ariaLabel || at.innerText?.trim() || at.className;
        }),
      );
    } while (reached[reached.length - 1] !== 'Check elu' && reached.length < 100);
    const order = [
      ...['copy-install', 'Skip the gallery', 'elu', 'f', 'with', 'alpha of elu', 'x on the curves of elu(x)'],
      ...['Measure elu', 'lengths', 'x', 'Check elu'],
    ];
    const found = order.map((name) => reached.indexOf(name));
    expect(found).not.toContain(-1);
    expect(found).toEqual([...found].sort((a, b) => a - b));
    // The first link goes past the gallery.
    await page.locator('.skip').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('f');
  });

  it('draws the charts in the colours of the scheme', async () => {
    const { page } = await open({ colorScheme: 'light' });
    const colour = () =>
      page
        .locator('.chart .curve.first')
        .last()
        .evaluate((line) => getComputedStyle(line).stroke);
    const light = await colour();
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await colour()).not.toBe(light);
  });
});
