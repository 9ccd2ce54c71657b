import { describe, expect, it } from 'vitest';
import * as library from 'wasm-activations';
import { activationsOf, alphaOption, takesAlpha } from '../../bench/page/activations.js';
import { float } from '../../bench/page/ui/format.js';
import { browsing, pixels } from './open.js';

const POINTS = [-2, -1, -0, 0, 1, 2, Number.NaN];
const activations = [...activationsOf(library)];

describe('the curves', () => {
  const open = browsing();

  it('load without a complaint, one figure for each activation', async () => {
    const { page, complaints } = await open();
    expect(await page.locator('#figures h3').allTextContents()).toEqual(
      activations.map(([name, activation]) => `${name}(x${takesAlpha(activation) ? ', { alpha: 0.1 }' : ''})`),
    );
    expect(await page.locator('#figures canvas').count()).toBe(activations.length);
    expect(await page.locator('#backend').textContent()).toContain(
      'Running on WebAssembly. Why: WebAssembly SIMD runs',
    );
    expect(complaints).toEqual([]);
  });

  it('show what the package computes', async () => {
    const { page } = await open();
    for (const [i, [, activation]] of activations.entries()) {
      const options = alphaOption(activation, 0.1);
      const figure = page.locator('#figures figure').nth(i);
      expect(await figure.locator('.f td').allTextContents()).toEqual(Array.from(activation(POINTS, options), float));
      expect(await figure.locator('.df td').allTextContents()).toEqual(
        Array.from(activation.grad(POINTS, options), float),
      );
    }
  });

  it('follow the slider where the function has an alpha, and only there', async () => {
    const { page } = await open();
    const before = await Promise.all(activations.map((_, i) => pixels(page, i)));
    await page.getByRole('slider').fill('-0.25');
    expect(await page.locator('#alpha-value').textContent()).toBe('−0.25');
    for (const [i, [, activation]] of activations.entries()) {
      const figure = page.locator('#figures figure').nth(i);
      const values = await figure.locator('.f td').allTextContents();
      const options = alphaOption(activation, -0.25); // none where it must be above 0: the default then
      expect(values).toEqual(Array.from(activation(POINTS, options), float));
      if (options.alpha !== undefined) {
        expect(await figure.locator('h3').textContent()).toContain('alpha: -0.25');
      }
      if (takesAlpha(activation)) expect(await pixels(page, i)).not.toBe(before[i]);
      else expect(await pixels(page, i)).toBe(before[i]);
    }
  });

  it('swap the dots with the side of the kink', async () => {
    const { page } = await open();
    const relu = activations.findIndex(([name]) => name === 'relu');
    const figure = page.locator('#figures figure').nth(relu);
    const before = await pixels(page, relu);
    expect(await figure.locator('figcaption').textContent()).toBe(
      'Kink at x = 0: f′ is 1 here, 0 from the other side.',
    );
    await page.getByLabel('from the left').check();
    expect(await figure.locator('figcaption').textContent()).toBe(
      'Kink at x = 0: f′ is 0 here, 1 from the other side.',
    );
    expect(await figure.locator('.df td').allTextContents()).toEqual(['0', '0', '0', '0', '1', '1', 'NaN']);
    expect(await pixels(page, relu)).not.toBe(before);

    const leakyRelu = activations.findIndex(([name]) => name === 'leakyRelu');
    await page.getByRole('slider').fill('1'); // a straight line
    expect(await page.locator('figcaption').nth(leakyRelu).textContent()).toContain('No kink');
  });
});
