import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { namesByGroup } from '../page/functions/groups.js';
import { names } from '../page/functions/names.js';
import { browsing, choose } from './open.js';

/** The file that a button saves. */
async function saved(page: Page, host: string, button: 'SVG' | 'PNG'): Promise<{ name: string; bytes: Buffer }> {
  const download = page.waitForEvent('download');
  await page.locator(host).getByRole('button', { name: button }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

describe('the gallery', () => {
  const open = browsing();

  it('groups functions by their values', () => {
    const group = Object.fromEntries(namesByGroup.map(({ group, names }) => [group, names as readonly string[]]));
    expect(Object.keys(group)).toEqual(['Linear and rectifiers', 'Sigmoids', 'Gates', 'Shrinks', 'Rows']);
    expect(group['Linear and rectifiers']).toEqual(
      expect.arrayContaining(['celu', 'leakyRelu', 'prelu', 'relu', 'relu6', 'selu', 'softplus', 'thresholdedRelu']),
    );
    expect(group.Sigmoids).toEqual(['hardSigmoid', 'hardtanh', 'logSigmoid', 'sigmoid', 'softsign', 'tanh']);
    expect(group.Gates).toEqual(['gelu', 'geluTanh', 'hardSwish', 'mish', 'silu']);
    expect(group.Shrinks).toEqual(expect.arrayContaining(['hardShrink', 'softShrink']));
    expect(group.Rows).toEqual(['logSoftmax', 'softmax']);
    expect(namesByGroup.flatMap(({ names }) => names).sort()).toEqual([...names].sort());
  });

  it('has a small curve for each function, which opens it', async () => {
    const { page, complaints } = await open();
    const tiles = page.locator('#gallery .tile');
    expect(await tiles.allTextContents()).toEqual(namesByGroup.flatMap(({ names }) => names));
    for (const name of names) {
      await choose(page, name);
      expect(new URL(page.url()).search).toBe(`?f=${name}`);
      expect(await page.locator('#formula').textContent()).toContain(`${name}(x) = `);
      expect(await page.locator('.tile[aria-current]').allTextContents()).toEqual([name]);
    }
    expect(complaints).toEqual([]);
  });

  it('is on the first screen with the controls and the chart, also on a phone', async () => {
    for (const [width, height] of [
      [1280, 800],
      [390, 844],
    ]) {
      const { page } = await open({ viewport: { width, height }, search: '?f=relu' });
      for (const selector of ['.lead', '.tile[aria-current]', '#f', '#curves .chart']) {
        const box = await page.locator(selector).boundingBox();
        if (box === null) throw new Error(`${selector} is not shown`);
        expect(box.y, selector).toBeGreaterThanOrEqual(0);
        expect(box.y + box.height, selector).toBeLessThanOrEqual(height);
        expect(box.x + box.width, selector).toBeLessThanOrEqual(width);
      }
      const [controls, chart] = [
        await page.locator('#function form').boundingBox(),
        await page.locator('#curves .chart').boundingBox(),
      ];
      expect((chart?.y ?? 0) - (controls?.y ?? 0) - (controls?.height ?? 0)).toBeLessThan(32); // directly below
    }
  });

  it('is saved with the styles of the page, as the chart is', async () => {
    const { page, complaints } = await open({ search: '?f=hardShrink' });
    const gallery = await saved(page, '#gallery', 'SVG');
    expect(gallery.name).toBe('wasm-activations.svg');
    const text = gallery.bytes.toString();
    for (const name of names) expect(text).toContain(`>${name}<`);
    expect(text).toMatch(/<path[^>]* stroke="rgb\(/);
    expect((await saved(page, '#gallery', 'PNG')).bytes.subarray(1, 4).toString()).toBe('PNG');

    const chart = await saved(page, '#curves', 'SVG');
    expect(chart.name).toBe('hardShrink.svg');
    expect(chart.bytes.toString()).not.toContain('class=');
    expect((await saved(page, '#curves', 'PNG')).bytes.length).toBeGreaterThan(5_000);
    await choose(page, 'softmax');
    expect((await saved(page, '#row', 'SVG')).name).toBe('softmax.svg');
    expect(complaints).toEqual([]);
  });
});

describe('the header', () => {
  const open = browsing();

  it('says that an address names no function, and which one may be meant', async () => {
    const { page } = await open({ search: '?f=leaky_relu' });
    const notice = page.locator('#notice');
    expect(await notice.textContent()).toBe('There is no function “leaky_relu”. Did you mean leakyRelu? This is gelu.');
    await choose(page, 'tanh');
    expect(await notice.textContent()).toBe('');
    expect(await page.title()).toBe('tanh – wasm-activations');
  });

  it('copies the line to install', async () => {
    const { page } = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^npm install /);
    expect(await readFile(new URL('../../README.md', import.meta.url), 'utf8')).toContain(copied);
  });
});
