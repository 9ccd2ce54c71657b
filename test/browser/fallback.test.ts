import { describe, expect, it } from 'vitest';
import { browsing, check, measure, ratesTable } from './open.js';

/** What the page needs, and nothing else: no inline style or script, and no WebAssembly. */
const STRICT = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

describe('where a Content-Security-Policy forbids WebAssembly', () => {
  const open = browsing({ 'Content-Security-Policy': STRICT });
  const openElsewhere = browsing();

  it('runs on the TypeScript backend, says so, and measures what can run', async () => {
    const { page, complaints } = await open();
    const backend = await page.locator('#backend').textContent();
    expect(backend).toContain('Running on the TypeScript backend.');
    expect(backend).toContain('wasm-unsafe-eval');

    await measure(page);
    const [[, ...header], ...rows] = await ratesTable(page);
    expect(rows.length).toBeGreaterThan(0);
    header.forEach((label, i) => {
      const cells = rows.map((row) => row[i + 1]);
      if (label.startsWith('wasm')) {
        expect(label).toContain('not available here');
        expect(new Set(cells)).toEqual(new Set(['–']));
      } else {
        for (const cell of cells) expect(Number.parseFloat(cell)).toBeGreaterThan(0);
      }
    });
    expect(complaints).toEqual([]);
  });

  it('gives the same bits', async () => {
    const here = await check((await open()).page);
    const elsewhere = await check((await openElsewhere()).page);
    expect(here.Compared).toContain('only the TypeScript backend runs here');
    expect(here.Mismatches).toBe('–');
    expect(elsewhere.Compared).toBe('the WebAssembly backend with the TypeScript backend');
    expect(elsewhere.Mismatches).toBe('0');
    for (const found of [here, elsewhere]) {
      expect(Number(found['Bit patterns'].replaceAll(',', ''))).toBeGreaterThan(1_000_000);
      expect(found.Fingerprint).toMatch(/^[0-9a-f]{8}$/);
    }
    expect(here.Fingerprint).toBe(elsewhere.Fingerprint);
    expect(here.Results).toBe(elsewhere.Results);
  });
});
