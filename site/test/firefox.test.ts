import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PATIENCE, serve } from '../page/browse.mjs';
import { violations } from './axe.js';

const WIDTHS = [
  ['a desktop', 1280],
  ['at 200 %', 640], // zoom halves the width in CSS pixels
  ['a phone', 390],
] as const;

/** The value of Firefox's own setting for a colour scheme. */
const SCHEMES = { light: 1, dark: 0 } as const;

describe.each(['light', 'dark'] as const)('in Firefox, %s', (scheme) => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    server = await serve();
    browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
      headless: true,
      timeout: PATIENCE,
      protocolTimeout: PATIENCE,
      extraPrefsFirefox: { 'layout.css.prefers-color-scheme.content-override': SCHEMES[scheme] },
    });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function open(search: string): Promise<{ page: Page; complaints: string[] }> {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE);
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warn'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(server.url + search);
    await page.waitForSelector('#reading dd');
    return { page, complaints };
  }
  const text = (page: Page, selector: string) => page.$eval(selector, (element) => element.textContent ?? '');

  it.each(WIDTHS)('%s: no violation, no message, nothing wider than the screen', async (_, width) => {
    const { page, complaints } = await open('?f=hardSwish&with=silu');
    // Sets the size, and then rejects: Firefox ESR has no command for the orientation, which is set with it.
    await page.setViewport({ width, height: 800 }).catch(() => {});
    await page.waitForFunction((wanted) => innerWidth === wanted, {}, width);
    expect(await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(scheme === 'dark');
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('the gallery, the chart, the keys and the comparison work', async () => {
    const { page, complaints } = await open('?f=gelu');
    await page.locator('.tile::-p-text(thresholdedRelu)').click();
    expect(await text(page, '#formula')).toContain('thresholdedRelu(x) = ');
    await page.focus('#curves .chart');
    await page.keyboard.press('Home');
    expect(await text(page, '#reading dd')).toBe('−4 0xc0800000');
    await page.keyboard.press('ArrowRight');
    expect(await text(page, '#reading dd')).toBe('−3.9375 0xc07c0000');
    await page.locator('#comparison .run').click();
    await page.waitForFunction(() =>
      /times|Failed/.test(document.querySelector('#comparison .status')?.textContent ?? ''),
    );
    expect(await text(page, '#comparison .status')).toMatch(
      /^thresholdedRelu: [\d.]+ times the speed of the hand loop/,
    );
    expect(complaints).toEqual([]);
    await page.close();
  });
});
