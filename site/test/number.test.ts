import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { createActivations } from 'wasm-activations';
import { digits, ulpsOff } from '../page/exact/digits.js';
import { fixed, normal, ONE, PI } from '../page/exact/fixed.js';
import { formulas } from '../page/exact/formulas.js';
import { withDefaults } from '../page/functions/chosen.js';
import { namesByKind } from '../page/functions/names.js';
import { singleOf } from '../page/functions/single.js';
import { parse } from '../page/sections/number.js';
import { browsing, choose } from './open.js';

/** From the smallest to the largest, on both sides of every bend; from a fixed seed. */
function inputs(count: number): number[] {
  let state = 1;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    const sign = state < 0 ? -1 : 1;
    return Math.fround(sign * 2 ** (((state >>> 8) % 4_000) / 25 - 140));
  });
}

describe('exact values', () => {
  it('have the digits that tables have', () => {
    expect(digits(PI, 30)).toBe('3.14159265358979323846264338328');
    expect(digits(normal(ONE), 30)).toBe('0.841344746068542948585232545632');
    expect(digits(formulas.tanh(ONE, {}), 30)).toBe('0.761594155955764888119458282605');
    expect(digits(formulas.selu(ONE, {}), 28)).toBe('1.050700987355480493419334985'); // the paper's lambda
    expect(digits(formulas.softplus(0n, { beta: ONE }), 30)).toBe('0.693147180559945309417232121458');
    expect(digits(fixed(-0.1), 60)).toBe('−0.1000000000000000055511151231257827021181583404541015625');
    expect(digits(fixed(2 ** -149), 5)).toBe('1.4013 × 10^−45');
    expect(digits(fixed(9.9999999e22), 3)).toBe('1 × 10^23');
    expect(digits(fixed(123456), 3)).toBe('1.23 × 10^5');
    expect(digits(0n, 30)).toBe('0');
  });

  it('count units in the last place', () => {
    expect(ulpsOff(1, ONE)).toBe(0);
    expect(ulpsOff(1 + 2 ** -23, ONE)).toBe(1);
    expect(ulpsOff(2 ** -149, 0n)).toBe(1);
    expect(ulpsOff(0, fixed(2 ** -149) / 4n)).toBe(0.25);
  });

  it.each(namesByKind.elementwise)('of %s are within half a unit of every result', (name) => {
    const { f, exact } = singleOf(withDefaults(name)) ?? {};
    if (f === undefined || exact === undefined)
      throw new Error(`site/page/exact/formulas.ts has no formula of ${name}`);
    const wrong = inputs(400).filter((x) => Number.isFinite(f(x)) && !(ulpsOff(f(x), exact(x)) <= 0.5));
    expect(wrong).toEqual([]);
  });

  it.each([
    ['linear', { alpha: 0.1, beta: -0.3 }, 3],
    ['hardSigmoid', { alpha: 0.871, beta: 0.035 }, -0.040183696895837784], // the sum cancels
    ['leakyRelu', { alpha: 0.1 }, -3],
    ['silu', { beta: 0.1 }, 3], // takes its parameter as it is
  ] as const)('of %s are those of the parameters that it computes with', (name, parameters, x) => {
    const chosen = { name, parameters: { ...withDefaults(name).parameters, ...parameters } };
    const { f, exact } = singleOf(chosen) ?? {};
    expect(ulpsOff(f?.(x) ?? 0, exact?.(Math.fround(x)) ?? 0n)).toBeLessThanOrEqual(0.501);
  });

  it('read numbers as people write them', () => {
    expect([parse(' -1.5e3 '), parse('−2'), parse('0x3F800000'), parse('-inf')]).toEqual([-1500, -2, 1, -Infinity]);
    expect(Object.is(parse('0x80000000'), -0)).toBe(true);
    expect(parse('nan')).toBeNaN();
    expect([parse(''), parse('x'), parse('0x123456789')]).toEqual([undefined, undefined, Number('0x123456789')]);
  });
});

const table = (page: Page) =>
  page
    .locator('.digits tbody tr')
    .evaluateAll((rows) => rows.map((row) => Array.from(row.children, (cell) => cell.textContent ?? '')));

describe('one number', () => {
  const open = browsing();

  it('shows its bits, the result, the exact value and the errors', async () => {
    const { page, complaints } = await open({ search: '?f=gelu' });
    await page.locator('#x').fill('-1.5');
    const { gelu } = createActivations();
    expect(await table(page)).toEqual([
      ['x', '−1.5', '0xbfc00000', ''],
      ['exact value', '−0.10021080190328709900674106147', '', ''],
      ['gelu', `−${-Number(gelu([-1.5])[0].toPrecision(8))}`, '0xbdcd3b52', expect.stringMatching(/^0\.\d+ ULP$/)],
      [
        'hand loop',
        expect.stringMatching(/^−0\.1002/),
        expect.stringMatching(/^0xbdcd3b/),
        expect.stringMatching(/ULP$/),
      ],
    ]);
    expect(await page.locator('#number .verdict').textContent()).toContain(
      'No float32 is nearer to the exact value of gelu(−1.5) than this result.',
    );
    // The chart points at the same number.
    expect(await page.locator('#reading').textContent()).toContain('0xbfc00000');
    await page.locator('#x').fill('one');
    await page.getByText('This is neither a number nor the bits of one.').waitFor();
    await page.locator('#x').blur();
    expect(await page.locator('#x').inputValue()).toBe('-1.5');
    expect(complaints).toEqual([]);
  });

  it('follows parameters, and says what they do to the accuracy', async () => {
    const { page } = await open({ search: '?f=elu&alpha=0.3' });
    await page.locator('#x').fill('-2');
    expect(Number((await table(page))[1][1].replace('−', '-'))).toBeCloseTo(0.3 * Math.expm1(-2), 15);
    await choose(page, 'prelu');
    expect((await table(page))[2][0]).toBe('prelu');
    expect(Number((await table(page))[2][1].replace('−', '-'))).toBeCloseTo(-0.2, 6);
    await page.locator('#x').fill('inf');
    expect(await page.locator('#number .verdict').textContent()).toBe('prelu(∞) is ∞.');
  });
});
