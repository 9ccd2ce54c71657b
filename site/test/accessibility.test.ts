import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browsing, measure } from './open.js';

const LOOKS = [
  { name: 'light', colorScheme: 'light', width: 1024 },
  { name: 'dark', colorScheme: 'dark', width: 1024 },
  { name: 'phone', colorScheme: 'light', width: 360 },
] as const;

async function analyze(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${state}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

describe('accessibility', () => {
  const open = browsing();

  it('no violation, and nothing wider than the screen: light, dark and on a phone', async () => {
    // Now everything shows that can: two functions with parameters and kinks, an error, a list, a comparison, a check that runs.
    const { page, complaints } = await open({ search: '?f=hardtanh&with=leakyRelu' });
    await measure(page);
    await page.getByRole('button', { name: 'Check' }).click();
    await page.locator('#check .left').filter({ hasText: 'left' }).waitFor();
    await analyze(page, 'checking');
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('spinbutton', { name: 'min of hardtanh' }).fill('3');
    await page.getByText('hardtanh: min must be below max').waitFor();
    for (const { name, colorScheme, width } of LOOKS) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 740 });
      await analyze(page, name);
      await page.getByRole('combobox', { name: 'Function', exact: true }).click();
      await page.getByRole('listbox').waitFor();
      await analyze(page, `${name}, with the list`);
      await page.keyboard.press('Escape');
      expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(width);
    }
    expect(complaints).toEqual([]);
  });

  it.each(['softmax', 'logSoftmax', 'prelu'])('none with %s either', async (name) => {
    const { page, complaints } = await open({ search: `?f=${name}` });
    await page.getByRole('spinbutton').first().fill('');
    await page.getByRole('alert').filter({ hasText: name }).waitFor();
    for (const { name: look, colorScheme, width } of LOOKS) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 740 });
      await analyze(page, `${name}, ${look}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), look).toBeLessThanOrEqual(width);
    }
    expect(complaints).toEqual([]);
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
