import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, it } from 'vitest';
import { browsing, check, measure, pixels } from './open.js';

const LOOKS = [
  { name: 'light', colorScheme: 'light', width: 1024 },
  { name: 'dark', colorScheme: 'dark', width: 1024 },
  { name: 'phone', colorScheme: 'light', width: 360 },
] as const;

describe('accessibility', () => {
  const open = browsing();

  it('no violation, and nothing wider than the screen: light, dark and on a phone', async () => {
    const { page, complaints } = await open();
    await measure(page);
    await check(page); // now everything shows that can
    for (const { name, colorScheme, width } of LOOKS) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 740 });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
        [],
      );
      expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(width);
    }
    expect(complaints).toEqual([]);
  });

  it('draws the charts in the colours of the scheme', async () => {
    const { page } = await open({ colorScheme: 'light' });
    const light = await pixels(page, 0);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(() => pixels(page, 0)).not.toBe(light);
  });
});
