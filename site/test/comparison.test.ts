import { describe, expect, it } from 'vitest';
import { ISOLATED } from '../page/isolated.mjs';
import { contenders } from '../page/work/contenders.js';
import { browsing, measure, ratesTable } from './open.js';

const SIZES = ['16', '64', '256', '1,024', '4,096', '16,384', '65,536'];

describe('the comparison', () => {
  const open = browsing(ISOLATED);
  const openAlone = browsing();

  it('finishes, with a number for each contender at each size, which can be copied', async () => {
    const { page, complaints } = await open({
      permissions: ['clipboard-read', 'clipboard-write'],
      search: '?f=gelu', // a smooth function, whose loop is an approximation
    });
    await measure(page);
    const [header, ...rows] = await ratesTable(page);
    expect(header).toEqual(['Elements', ...contenders.map(({ label }) => label)]);
    expect(rows.map(([size]) => size)).toEqual(SIZES);
    for (const [, ...cells] of rows) {
      expect(cells.length).toBe(contenders.length);
      for (const cell of cells) expect(Number.parseFloat(cell)).toBeGreaterThan(0);
    }
    expect(await page.locator('#rates-chart svg').isVisible()).toBe(true);

    await page.getByRole('button', { name: 'Copy the table' }).click();
    await page.getByText('Copied.').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const lines = copied.split('\n').filter((line) => /^\| [\d,]+ \|/.test(line));
    expect(lines.map((line) => line.split(' | ')[1].split(' ')[0])).toEqual(
      rows.map(([, first]) => first.split(' ')[0]),
    );
    expect(complaints).toEqual([]);
  });

  it.each([
    ['softmax', 'softmax in rows of 1,024', SIZES.slice(3)],
    ['logSoftmax', 'logSoftmax in rows of 1,024', SIZES.slice(3)],
    ['prelu', 'prelu with 64 channels', SIZES.slice(1)],
  ])('measures %s in arrays of whole rows and channels', async (name, label, sizes) => {
    const { page, complaints } = await open({ search: `?f=${name}` });
    await measure(page);
    expect(await page.locator('#comparison .status').textContent()).toContain(`At 65,536 elements ${label} reaches`);
    const [, ...rows] = await ratesTable(page);
    expect(rows.map(([size]) => size)).toEqual(sizes);
    for (const cell of rows.flatMap(([, ...cells]) => cells)) expect(Number.parseFloat(cell)).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  });

  it('has no threads where the page is not cross-origin isolated, and says so', async () => {
    const { page, complaints } = await openAlone();
    await page.getByRole('button', { name: 'Measure' }).click();
    const threads = page.getByRole('columnheader', { name: 'wasm, threads' });
    await expect.poll(() => threads.textContent()).toContain('not available here');
    const [, [, , ...cells]] = await ratesTable(page);
    expect(cells[0]).toBe('–');
    expect(Number.parseFloat(cells[1])).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  });

  it('leaves the page responsive, works by keyboard alone, and stops', async () => {
    const { page } = await open({ search: '?f=silu' });
    await page.getByLabel('Largest array').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    expect(await page.getByRole('button', { name: 'Check' }).isDisabled()).toBe(true);

    const bar = page.getByRole('progressbar', { name: 'Progress of the comparison' });
    const progress = () => bar.evaluate((element: HTMLProgressElement) => element.value);
    await expect.poll(progress).toBeGreaterThan(0);
    await page.getByRole('slider').focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('spinbutton').inputValue()).toBe('1.01');
    expect(await progress()).toBeLessThan(1);

    await page.getByRole('button', { name: 'Stop' }).press('Enter');
    await page.getByText('Stopped.').waitFor();
    expect(await page.getByRole('button', { name: 'Check' }).isEnabled()).toBe(true);
  });

  it('shows the text where the browser does not let the page copy', async () => {
    const { page, complaints } = await open();
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await page.getByLabel('Function to measure').selectOption('leakyRelu');
    await page.getByRole('button', { name: 'Measure' }).click();
    await page.getByRole('button', { name: 'Copy the table' }).click(); // waits for the first row
    const text = page.getByRole('textbox', { name: /to copy by hand/ });
    await text.waitFor();
    expect(await text.inputValue()).toMatch(/^leakyRelu, billion elements a second.*\n\n\| elements \|/);
    expect(await page.evaluate(() => String(getSelection()))).toContain('| elements |');
    expect(await page.locator('#copied').textContent()).toContain('does not let the page copy');
    expect(complaints).toEqual([]);
  });
});
