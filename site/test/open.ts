import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launch, newPage, serve } from '../page/browse.mjs';

export interface Opened {
  readonly page: Page;
  /** Errors and warnings that the page caused. */
  readonly complaints: string[];
}

/** For one test file: a browser and a server, whose responses carry `headers`, and what opens the page on them. */
export function browsing(
  headers: Record<string, string> = {},
): (options?: BrowserContextOptions & { search?: string }) => Promise<Opened> {
  let browser: Awaited<ReturnType<typeof launch>>;
  let server: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    server = await serve(headers);
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  return async ({ search = '', ...options } = {}) => {
    const page = await newPage(browser, options);
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('requestfailed', (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`));
    await page.goto(server.url + search);
    return { page, complaints };
  };
}

/** Opens a function from the gallery. */
export async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'All functions' }).getByRole('link', { name, exact: true }).click();
}

export const measureButton = (page: Page) => page.getByRole('button', { name: /^Measure / });
export const checkButton = (page: Page) => page.getByRole('button', { name: /^Check / });

/** Measures the chosen function with one click. Gives the sentence about the outcome. */
export async function measure(page: Page): Promise<string> {
  await measureButton(page).click();
  const status = page.locator('#comparison .status');
  await status.filter({ hasNotText: 'Running' }).filter({ hasText: /./ }).waitFor();
  return (await status.textContent()) ?? '';
}

/** The comparison's table, as rows of text without the notes; a header first. */
export function ratesTable(page: Page): Promise<string[][]> {
  return page
    .locator('table.rates tr')
    .evaluateAll((rows) => rows.map((row) => Array.from(row.children, (cell) => cell.firstChild?.textContent ?? '')));
}

/** The drawing of the curves. */
export function drawn(page: Page): Promise<string> {
  return page.locator('#curves .chart').innerHTML();
}

/** The table of special values, as rows of text; a header first. */
export function valuesTable(page: Page): Promise<string[][]> {
  return page
    .locator('#values tr')
    .evaluateAll((rows) => rows.map((row) => Array.from(row.children, (cell) => cell.firstChild?.textContent ?? '')));
}
