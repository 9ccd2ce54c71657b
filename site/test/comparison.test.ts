import { describe, expect, it } from 'vitest';
import { PATIENCE } from '../page/browse.mjs';
import { ISOLATED } from '../page/isolated.mjs';
import { contenders } from '../page/work/contenders.js';
import { browsing, checkButton, choose, measure, measureButton, ratesTable } from './open.js';

const LENGTHS = ['1,024', '65,536', '1,048,576'];
/** The ways to compute f(x). */
const ways = contenders.filter(({ isOnlyForOnePass }) => isOnlyForOnePass !== true);

describe('the comparison', () => {
  const open = browsing(ISOLATED);
  const openAlone = browsing();

  it('measures the chosen function with one click: a sentence, bars and a table, which can be copied', async () => {
    const { page, complaints } = await open({
      permissions: ['clipboard-read', 'clipboard-write'],
      search: '?f=gelu', // a smooth function, whose loop is an approximation
    });
    expect(await measure(page)).toMatch(
      /^gelu: [\d.]+ times the speed of the hand loop here on arrays from alloc, [\d.]+ times on ordinary arrays\.$/,
    );
    const [header, ...rows] = await ratesTable(page);
    expect(header).toEqual(['elements', ...LENGTHS]);
    expect(rows.map(([label]) => label)).toEqual(ways.map(({ label }) => label));
    for (const [, ...cells] of rows) for (const cell of cells) expect(Number.parseFloat(cell)).toBeGreaterThan(0);
    expect(await page.locator('table.rates caption').textContent()).toMatch(/^gelu: billion elements a second/);
    expect(await page.locator('.bars li').count()).toBe(ways.length);
    expect(await page.locator('#rates-chart').isVisible()).toBe(false); // three points are no curve

    await page.getByRole('button', { name: 'Copy the table' }).click();
    await page.getByText('Copied.').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const lines = copied.split('\n').filter((line) => /^\| [\d,]+ \|/.test(line));
    expect(lines.map((line) => line.split(' | ')[1].split(' ')[0])).toEqual(rows[0].slice(1));
    expect(complaints).toEqual([]);
  });

  it('draws a curve through many lengths', async () => {
    const { page, complaints } = await open({ search: '?f=relu' });
    await page.getByLabel('Lengths').selectOption('many');
    await measure(page);
    const [header] = await ratesTable(page);
    expect(header.slice(1)).toEqual(['16', '64', '256', '1,024', '4,096', '16,384', '65,536', '262,144', '1,048,576']);
    expect(await page.locator('#rates-chart circle').count()).toBe(9 * ways.length);
    expect(await page.locator('#rates-key span').allTextContents()).toEqual(ways.map(({ label }) => label));
    expect(complaints).toEqual([]);
  });

  it('measures a bias and a gate in one pass beside loops around the call', async () => {
    const { page, complaints } = await open({ search: '?f=relu' });
    await page.getByLabel('with a bias and a gate, in one pass').check();
    expect(await measure(page)).toMatch(
      /^relu\(x \+ bias\) \* times: [\d.]+ times .* In one pass it is [\d.]+ times as fast as with loops around the call\.$/,
    );
    const [, ...rows] = await ratesTable(page);
    expect(rows.map(([label]) => label)).toEqual(contenders.map(({ label }) => label));
    for (const [, ...cells] of rows) for (const cell of cells) expect(Number.parseFloat(cell)).toBeGreaterThan(0);
    await choose(page, 'softmax');
    expect(await page.getByLabel('with a bias and a gate, in one pass').isVisible()).toBe(false);
    expect(complaints).toEqual([]);
  });

  it.each([
    ['gelu', 'gelu'],
    ['softmax', 'softmax in rows of 1,024'],
    ['prelu', 'prelu with 64 channels'],
  ])('measures %s on Float16Arrays in the ways that take them', async (name, label) => {
    const { page, complaints } = await open({ search: `?f=${name}` });
    await page.getByLabel('on Float16Arrays').check();
    expect(await measure(page)).toMatch(
      new RegExp(
        `^${label} on Float16Arrays: [\\d.]+ times the speed .* on ordinary arrays, [\\d.]+ times on the js backend\\.$`,
      ),
    );
    const [, ...rows] = await ratesTable(page);
    expect(rows.map(([way]) => way)).toEqual(['wasm, ordinary arrays', 'js backend', 'hand loop']);
    for (const cell of rows.flatMap(([, ...cells]) => cells)) expect(Number.parseFloat(cell)).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  });

  it('measures a bias and a gate on Float16Arrays, also of a function with a jump', async () => {
    const { page, complaints } = await open({ search: '?f=hardShrink' });
    await page.getByLabel('on Float16Arrays').check();
    await page.getByLabel('with a bias and a gate, in one pass').check();
    expect(await measure(page)).toMatch(/^hardShrink\(x \+ bias\) \* times on Float16Arrays: [\d.]+ times /);
    expect(complaints).toEqual([]);
  });

  it('says that a browser has no Float16Array', async () => {
    const { page } = await open({ search: '?f=gelu' });
    await page.addInitScript('delete globalThis.Float16Array');
    await page.reload();
    expect(await page.getByLabel('on Float16Arrays, which this browser does not have').isDisabled()).toBe(true);
  });

  it.each([
    ['softmax', 'softmax in rows of 1,024'],
    ['logSoftmax', 'logSoftmax in rows of 1,024'],
    ['prelu', 'prelu with 64 channels'],
  ])('measures %s in arrays of whole rows and channels', async (name, label) => {
    const { page, complaints } = await open({ search: `?f=${name}` });
    expect(await measure(page)).toContain(`${label}: `);
    const [header, ...rows] = await ratesTable(page);
    expect(header).toEqual(['elements', ...LENGTHS]);
    for (const cell of rows.flatMap(([, ...cells]) => cells)) expect(Number.parseFloat(cell)).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  });

  it("takes another function's result away, and stops for it", async () => {
    const { page } = await open({ search: '?f=relu' });
    await measure(page);
    await choose(page, 'silu');
    expect(await page.locator('#comparison .status').textContent()).toBe('');
    expect(await page.locator('#rates').isVisible()).toBe(false);
    await measureButton(page).click();
    await choose(page, 'tanh');
    await page.getByRole('button', { name: 'Measure tanh' }).waitFor();
    expect(await page.locator('#comparison .status').textContent()).toBe('');
  });

  it('has no threads where the page is not cross-origin isolated, and says so', async () => {
    const { page, complaints } = await openAlone();
    await measure(page);
    const threads = page.locator('table.rates tr', { hasText: 'wasm, threads' });
    expect(await threads.textContent()).toContain('not available here');
    expect(await threads.locator('td').allTextContents()).toEqual(['–', '–', '–']);
    expect(complaints).toEqual([]);
  });

  it('leaves the page responsive, works by keyboard alone, and stops', async () => {
    const { page } = await open({ search: '?f=silu' });
    await page.getByLabel('Lengths').selectOption('many'); // long enough that it still runs after all of this
    await measureButton(page).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    expect(await checkButton(page).isDisabled()).toBe(true);

    const bar = page.getByRole('progressbar', { name: 'Progress of the comparison' });
    const progress = () => bar.evaluate((element: HTMLProgressElement) => element.value);
    await expect.poll(progress, { timeout: PATIENCE }).toBeGreaterThan(0);
    await page.getByRole('slider', { name: 'beta of silu' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('spinbutton').inputValue()).toBe('1.01');
    expect(await progress()).toBeLessThan(1);

    await page.getByRole('button', { name: 'Stop' }).press('Enter');
    await page.getByText('Stopped.').waitFor();
    expect(await checkButton(page).isEnabled()).toBe(true);
  });

  it('shows the text where the browser does not let the page copy', async () => {
    const { page, complaints } = await open({ search: '?f=leakyRelu' });
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await measure(page);
    await page.getByRole('button', { name: 'Copy the table' }).click();
    const text = page.getByRole('textbox', { name: /to copy by hand/ });
    await text.waitFor();
    expect(await text.inputValue()).toMatch(/^leakyRelu, billion elements a second.*\n\n\| elements \|/);
    expect(await page.evaluate(() => String(getSelection()))).toContain('| elements |');
    expect(await page.locator('#copied').textContent()).toContain('does not let the page copy');
    expect(complaints).toEqual([]);
  });
});
