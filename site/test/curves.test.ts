import { describe, expect, it } from 'vitest';
import { createActivations } from 'wasm-activations';
import { names as allNames, namesByKind } from '../page/functions/names.js';
import { SPECIAL } from '../page/sections/special-values.js';
import { float } from '../page/ui/format.js';
import { browsing, drawn, valuesTable } from './open.js';

const library = createActivations();
const names = namesByKind.elementwise;
const INPUTS = SPECIAL.map(([x]) => x);
const column = (table: string[][], i: number) => table.slice(1).map((row) => row[i]);

describe('the curves', () => {
  const open = browsing();

  it('load without a complaint, with what the package computes, for each function', async () => {
    const { page, complaints } = await open();
    expect(await page.locator('#backend').textContent()).toContain(
      'Running on WebAssembly. Why: WebAssembly SIMD runs',
    );
    for (const name of names) {
      await page.getByLabel('Function to check').selectOption(name);
      expect(await page.locator('#about h3').textContent()).toContain(`${name}(x) = `);
      const table = await valuesTable(page);
      expect(table[0]).toEqual(['x', name, `${name}′`]);
      expect(column(table, 1)).toEqual(Array.from(library[name](INPUTS), float));
      expect(column(table, 2)).toEqual(Array.from(library[name].grad(INPUTS), float));
    }
    expect(complaints).toEqual([]);
  });

  it('are in the lists with the other functions, by kind', async () => {
    const { page } = await open();
    await page.getByRole('combobox', { name: 'Function', exact: true }).click();
    const inList = page.getByRole('listbox').getByRole('group');
    expect(
      await inList.evaluateAll((groups) =>
        groups.map((group) =>
          Array.from(group.querySelectorAll<HTMLElement>('[role=option]'), ({ dataset }) => dataset.value),
        ),
      ),
    ).toEqual(Object.values(namesByKind));
    const inSelect = page.getByLabel('Function to check').locator('optgroup');
    expect(
      await inSelect.evaluateAll((groups) =>
        groups.map(({ children }) => Array.from(children, (one) => one.textContent)),
      ),
    ).toEqual(Object.values(namesByKind));
    expect(allNames.length).toBe(names.length + 3);
  });

  it('are found by typing, by mouse and by keyboard, also by another name', async () => {
    const { page } = await open();
    const input = page.getByRole('combobox', { name: 'Function', exact: true });
    await input.click();
    expect(await page.locator('[role=option]').count()).toBe(allNames.length);
    await input.fill('hard');
    expect(await page.locator('[role=option]').count()).toBe(names.filter((name) => name.startsWith('hard')).length);
    await page.locator('[role=option]', { hasText: 'hardSwish' }).click();
    expect(new URL(page.url()).searchParams.get('f')).toBe('hardSwish');

    await input.fill('quick gelu'); // only silu's doc comment says that
    await input.press('Enter');
    expect(await input.inputValue()).toBe('silu');
    await input.press('ArrowDown'); // opens the list at silu
    await input.press('ArrowDown');
    await input.press('Enter');
    expect(await input.inputValue()).toBe(names[names.indexOf('silu') + 1]);

    await input.fill('no such function');
    await input.press('Escape');
    expect(await input.inputValue()).toBe(names[names.indexOf('silu') + 1]);
    expect(await input.getAttribute('aria-expanded')).toBe('false');
  });

  it('follow sliders and numbers, and say what the package says against a number', async () => {
    const { page } = await open({ search: '?f=elu' });
    const before = await drawn(page);
    await page.getByRole('slider', { name: 'alpha of elu' }).fill('-0.25');
    expect(await page.getByRole('spinbutton').inputValue()).toBe('-0.25');
    expect(await drawn(page)).not.toBe(before);
    expect(column(await valuesTable(page), 1)).toEqual(Array.from(library.elu(INPUTS, { alpha: -0.25 }), float));
    await expect.poll(() => new URL(page.url()).searchParams.get('alpha')).toBe('-0.25');

    await page.getByLabel('Function to check').selectOption('silu');
    await page.getByRole('spinbutton').fill('1.702');
    const good = await valuesTable(page);
    expect(column(good, 1)).toEqual(Array.from(library.silu(INPUTS, { beta: 1.702 }), float));
    await page.getByRole('spinbutton').fill('-1');
    expect(await page.getByRole('alert').first().textContent()).toContain('silu: beta must be above 0');
    expect(await valuesTable(page)).toEqual(good);
    await page.getByRole('spinbutton').blur();
    expect(await page.getByRole('spinbutton').inputValue()).toBe('1.702');
  });

  it('show the side of the kink that is chosen, where there is one', async () => {
    const { page } = await open({ search: '?f=hardSwish' });
    const caption = page.locator('#curves figcaption');
    const before = await drawn(page);
    expect(await caption.textContent()).toContain('at x = −3 it is −0.5, from the other side 0; at x = 3 it is 1');
    await page.getByLabel('the smaller one').check();
    expect(await caption.textContent()).toContain('at x = −3 it is 0, from the other side −0.5; at x = 3 it is 1');
    expect(await drawn(page)).not.toBe(before);
    expect(await page.locator('.mark').count()).toBe(4);

    await page.getByLabel('Function to check').selectOption('thresholdedRelu'); // a jump: two dots for f, two for f'
    expect(await page.locator('.mark').count()).toBe(4);
    await page.getByLabel('Function to check').selectOption('tanh');
    expect(await caption.textContent()).toContain('no kink');
    expect(await page.getByLabel('the smaller one').isVisible()).toBe(false);
  });

  it('lie over each other', async () => {
    const { page } = await open({ search: '?f=gelu' });
    expect(await page.locator('.curve').count()).toBe(2);
    await page.getByRole('combobox', { name: 'Laid over it' }).click();
    expect(await page.locator('[role=option]').count()).toBe(names.length + 1); // and none
    await page.getByRole('combobox', { name: 'Laid over it' }).fill('geluTanh');
    await page.getByRole('combobox', { name: 'Laid over it' }).press('Enter');
    expect(await page.locator('.curve').count()).toBe(4);
    const table = await valuesTable(page);
    expect(table[0]).toEqual(['x', 'gelu', 'gelu′', 'geluTanh', 'geluTanh′']);
    expect(column(table, 3)).toEqual(Array.from(library.geluTanh(INPUTS), float));
  });

  it('are all in the address, and Back takes a step back', async () => {
    const search = '?f=silu&beta=1.702&with=elu&with.alpha=0.5&kink=left';
    const { page } = await open({ search });
    expect(column(await valuesTable(page), 1)).toEqual(Array.from(library.silu(INPUTS, { beta: 1.702 }), float));
    expect(column(await valuesTable(page), 4)).toEqual(
      Array.from(library.elu.grad(INPUTS, { alpha: 0.5, kink: 'left' }), float),
    );
    expect(await page.getByLabel('from the left').isChecked()).toBe(true);

    await page.getByLabel('Function to measure').selectOption('mish');
    expect(new URL(page.url()).search).toBe('?f=mish&with=elu&with.alpha=0.5&kink=left');
    await page.goBack();
    expect(new URL(page.url()).search).toBe(search);
    expect((await valuesTable(page))[0][1]).toBe('silu');
    expect(await page.getByRole('spinbutton', { name: 'beta of silu' }).inputValue()).toBe('1.702');
    expect(await page.getByLabel('Function to check').inputValue()).toBe('silu');
  });

  it('ignore what makes no sense in an address', async () => {
    const { page, complaints } = await open({ search: '?f=hardtanh&min=2&max=x&with=nothing&kink=up' });
    expect(await page.locator('#function .key').textContent()).toBe('hardtanh(x)its derivative');
    expect(await page.getByLabel('from the right').isChecked()).toBe(true);
    expect(complaints).toEqual([]);
  });
});
