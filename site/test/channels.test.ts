import { describe, expect, it } from 'vitest';
import { createActivations } from 'wasm-activations';
import { SPECIAL } from '../page/sections/special-values.js';
import { float } from '../page/ui/format.js';
import { browsing, valuesTable } from './open.js';

const { prelu } = createActivations();
const INPUTS = SPECIAL.map(([x]) => x);

describe('prelu', () => {
  const open = browsing();

  it('has a curve and values for each channel', async () => {
    const { page, complaints } = await open({ search: '?f=prelu&alpha1=-0.75&with=elu' });
    expect(await page.locator('#formula').textContent()).toBe(
      'prelu(x) = x for x >= 0, alpha x for x < 0, with an alpha for each channel',
    );
    const alphas = [0.1, -0.75, 0.5];
    expect(await page.locator('.curve').count()).toBe(2 * alphas.length);
    const [header, ...rows] = await valuesTable(page);
    expect(header).toEqual(['x', ...alphas.flatMap((_, i) => [`channel ${i}`, `channel ${i}′`])]);
    alphas.forEach((slope, i) => {
      const alpha = [slope];
      expect(rows.map((row) => row[1 + 2 * i])).toEqual(Array.from(prelu(INPUTS, { alpha }), float));
      expect(rows.map((row) => row[2 + 2 * i])).toEqual(Array.from(prelu.grad(INPUTS, { alpha }), float));
    });
    for (const selector of ['#row', '#with']) expect(await page.locator(selector).isVisible()).toBe(false);
    expect(complaints).toEqual([]);
  });

  it('follows slopes and the side of the kink, and keeps them in the address', async () => {
    const { page } = await open({ search: '?f=prelu' });
    const caption = page.locator('#curves figcaption');
    expect(await caption.textContent()).toContain(
      'The derivative of channel 2 is 1 at x = 0, where the other side has 0.5.',
    );
    await page.getByRole('slider', { name: 'alpha2 of prelu' }).fill('1');
    expect(await caption.textContent()).not.toContain('channel 2');
    await page.getByRole('radio', { name: 'min' }).check({ force: true });
    expect(await caption.textContent()).toContain(
      'The derivative of channel 0 is 0.1 at x = 0, where the other side has 1.',
    );
    expect(new URL(page.url()).search).toBe('?f=prelu&alpha2=1&kink=min');
  });

  it('says what the package says against a slope', async () => {
    const { page } = await open({ search: '?f=prelu' });
    await page.getByRole('spinbutton', { name: 'alpha0 of prelu' }).fill('1e39');
    expect(await page.getByRole('alert').first().textContent()).toContain('prelu: alpha[0] must be');
  });
});
