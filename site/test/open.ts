import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { launch, serve } from '../page/browse.mjs';

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
    const page = await (await browser.newContext(options)).newPage();
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

async function finished(page: Page, section: string): Promise<void> {
  const status = page.locator(`${section} .status`);
  await status.filter({ hasText: /^(Finished|Failed)/ }).waitFor({ timeout: 90_000 });
  expect(await status.textContent()).toMatch(/^Finished/);
}

/** Runs the comparison up to the smallest of the offered sizes. */
export async function measure(page: Page): Promise<void> {
  await page.getByLabel('Largest array').selectOption('65536');
  await page.getByRole('button', { name: 'Measure' }).click();
  await finished(page, '#comparison');
}

/** The comparison's table, as rows of text; a header first. */
export function ratesTable(page: Page): Promise<string[][]> {
  return page
    .locator('table.rates tr')
    .evaluateAll((rows) => rows.map((row) => Array.from(row.children, (cell) => cell.textContent ?? '')));
}

/** What is drawn in the chart of the curves. */
export function drawn(page: Page): Promise<string> {
  return page.locator('#curves .chart').innerHTML();
}

/** The table of special values, as rows of text; a header first. */
export function valuesTable(page: Page): Promise<string[][]> {
  return page
    .locator('#values tr')
    .evaluateAll((rows) => rows.map((row) => Array.from(row.children, (cell) => cell.firstChild?.textContent ?? '')));
}
