import { describe, expect, it } from 'vitest';
import { createActivations } from 'wasm-activations';
import { namesByGroup } from '../page/functions/groups.js';
import { names as allNames, namesByKind } from '../page/functions/names.js';
import { SPECIAL } from '../page/sections/special-values.js';
import { bitsOf, float, hexBits } from '../page/ui/format.js';
import { browsing, choose, drawn, valuesTable } from './open.js';

const library = createActivations();
const names = namesByKind.elementwise;
const INPUTS = SPECIAL.map(([x]) => x);
const column = (table: string[][], i: number) => table.slice(1).map((row) => row[i]);

describe('the curves', () => {
  const open = browsing();

  it('load without a complaint, with what the package computes, for each function', async () => {
    const { page, complaints } = await open();
    expect(await page.locator('#backend').textContent()).toContain('backend wasm: WebAssembly SIMD runs here.');
    for (const name of names) {
      await choose(page, name);
      expect(await page.locator('#formula').textContent()).toContain(`${name}(x) = `);
      const table = await valuesTable(page);
      expect(table[0]).toEqual(['x', name, `${name}′`]);
      expect(column(table, 1)).toEqual(Array.from(library[name](INPUTS), float));
      expect(column(table, 2)).toEqual(Array.from(library[name].grad(INPUTS), float));
    }
    expect(complaints).toEqual([]);
  });

  it('are in the list with the other functions, in the groups of the gallery', async () => {
    const { page } = await open();
    await page.getByRole('combobox', { name: 'Function', exact: true }).click();
    const inList = page.getByRole('listbox').getByRole('group');
    expect(
      await inList.evaluateAll((groups) =>
        groups.map((group) =>
          Array.from(group.querySelectorAll<HTMLElement>('[role=option]'), ({ dataset }) => dataset.value),
        ),
      ),
    ).toEqual(namesByGroup.map(({ names }) => names));
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
    const listed = namesByGroup.flatMap(({ names }) => names);
    const next = listed[listed.indexOf('silu') + 1];
    expect(await input.inputValue()).toBe(next);

    await input.fill('no such function');
    await input.press('Escape');
    expect(await input.inputValue()).toBe(next);
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

    await choose(page, 'silu');
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
    expect(await caption.textContent()).toBe(
      'The derivative of hardSwish is −0.5 at x = −3, where the other side has 0, and 1 at x = 3, where the other side has 1.5.',
    );
    await page.getByRole('radio', { name: 'min' }).check({ force: true });
    expect(await caption.textContent()).toContain('is 0 at x = −3, where the other side has −0.5, and 1 at x = 3');
    expect(await drawn(page)).not.toBe(before);
    expect(await page.locator('.mark').count()).toBe(4);
    await choose(page, 'tanh');
    expect(await caption.textContent()).toBe('');
    expect(await page.locator('#kinks').isVisible()).toBe(false);
  });

  it.each([
    ['thresholdedRelu', ['right', 'left', 'min']],
    ['hardShrink', ['right']],
    ['relu', ['right', 'min']],
  ] as const)('%s: dots are drawn last, filled where the sentence says that the value is', async (name, sides) => {
    const { page } = await open({ search: `?f=${name}` });
    for (const side of sides) {
      await page.getByRole('radio', { name: side }).check({ force: true });
      const at = name === 'thresholdedRelu' ? 1 : name === 'relu' ? 0 : 0.5;
      const [f] = library[name]([at]);
      const [df] = library[name].grad([at], { kink: side });
      const dots = await page.locator('#curves .mark').evaluateAll((marks) =>
        marks.map((mark) => ({
          at: `${mark.getAttribute('cx')} ${mark.getAttribute('cy')}`,
          isOpen: mark.matches('.open'),
          isLast: mark.matches('svg ~ circle'), // behind the curves of its panel
        })),
      );
      expect(dots.length).toBeGreaterThan(1);
      for (const { isLast } of dots) expect(isLast).toBe(true);
      // Move the point to the bend: its dots lie on the filled ones.
      await page.locator('#x').fill(String(at));
      const pointed = await page
        .locator('.pointed')
        .evaluateAll((all) => all.map((one) => `${one.getAttribute('cx')} ${one.getAttribute('cy')}`));
      const filled = dots.filter(({ isOpen }) => !isOpen).map(({ at: position }) => position);
      expect(filled).toContain(pointed[1]);
      if (name !== 'relu') expect(filled).toContain(pointed[0]);
      const caption = await page.locator('#curves figcaption').textContent();
      expect(caption).toContain(`${float(df)} at x = ${float(at)}`);
      if (name !== 'relu') expect(caption).toContain(`${name} jumps at x = ${float(at)}: it is ${float(f)} there`);
    }
  });

  it('tell x, f(x), the derivative and their bits at the point that is shown, by pointer and by keys', async () => {
    const { page, complaints } = await open({ search: '?f=gelu' });
    const slider = page.getByRole('slider', { name: 'x on the curves of gelu(x)' });
    const expected = (x: number) => {
      const [f, df] = [library.gelu([x])[0], library.gelu.grad([x])[0]];
      return [x, f, df].map((value) => `${float(value)} ${hexBits(value)}`);
    };
    const read = () => page.locator('#reading dd').allTextContents();
    expect(await read()).toEqual(expected(1));
    await slider.hover({ position: { x: 300, y: 100 } });
    const x = Number((await read())[0].split(' ')[0].replace('−', '-'));
    expect(x % (1 / 32)).toBeCloseTo(0, 10);
    expect(await read()).toEqual(expected(x));
    expect(await slider.getAttribute('aria-valuetext')).toContain(`x = ${float(x)}; gelu `);

    await slider.press('Home');
    expect(await read()).toEqual(expected(-4));
    await slider.press('ArrowRight');
    expect(await read()).toEqual(expected(-3.9375));
    await slider.press('Shift+ArrowRight');
    const [bits] = (await read()).map((text) => Number(text.split(' ')[1]));
    expect(bits).toBe(bitsOf(-3.9375) - 1);
    await slider.press('End');
    await slider.press('PageDown');
    expect(await read()).toEqual(expected(3));
    expect(complaints).toEqual([]);
  });

  it('follow a finger', async () => {
    const { page } = await open({ search: '?f=relu', hasTouch: true, viewport: { width: 390, height: 844 } });
    const before = await page.locator('#reading').textContent();
    await page.locator('#curves .chart').tap({ position: { x: 120, y: 60 } });
    expect(await page.locator('#reading').textContent()).not.toBe(before);
  });

  it("have a panel for the derivative, where relu's is seen on both sides", async () => {
    const { page } = await open({ search: '?f=relu' });
    const panels = page.locator('#curves .chart svg svg');
    expect(await panels.count()).toBe(2);
    const [f, df] = [await panels.nth(0).boundingBox(), await panels.nth(1).boundingBox()];
    expect(df?.y).toBeGreaterThan((f?.y ?? 0) + (f?.height ?? 0));
    const box = await page.locator('#curves .curve').nth(1).boundingBox();
    expect(box?.width).toBeGreaterThan(0.95 * (df?.width ?? Infinity));
  });

  it('move and stretch with a bias and a gate', async () => {
    const { page, complaints } = await open({ search: '?f=silu&bias=0.5' });
    await page.getByRole('slider', { name: 'times of silu' }).fill('2');
    await expect.poll(() => new URL(page.url()).search).toBe('?f=silu&bias=0.5&times=2');
    const around = { bias: [0.5], times: [2] };
    expect(column(await valuesTable(page), 1)).toEqual(Array.from(library.silu(INPUTS, around), float));
    expect(column(await valuesTable(page), 2)).toEqual(Array.from(library.silu.grad(INPUTS, around), float));
    expect(await page.locator('#reading dt').allTextContents()).toEqual([
      'x',
      'silu(x + 0.5) · 2',
      'silu′(x + 0.5) · 2',
    ]);
    // The panel of one number is about the function alone.
    expect(await page.locator('.digits tbody tr').nth(2).textContent()).toContain(float(library.silu([1])[0]));
    await page.getByRole('spinbutton', { name: 'bias of silu' }).fill('');
    await page.getByText('silu: bias must be a finite number in this example').waitFor();
    await choose(page, 'relu');
    expect(new URL(page.url()).search).toBe('?f=relu');
    expect(complaints).toEqual([]);
  });

  it('lie over each other', async () => {
    const { page } = await open({ search: '?f=gelu' });
    expect(await page.locator('.curve').count()).toBe(2);
    await page.getByRole('combobox', { name: 'Compared with' }).click();
    expect(await page.locator('[role=option]').count()).toBe(names.length + 1); // and none
    await page.getByRole('combobox', { name: 'Compared with' }).fill('geluTanh');
    await page.getByRole('combobox', { name: 'Compared with' }).press('Enter');
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
    expect(await page.getByRole('radio', { name: 'left' }).isChecked()).toBe(true);

    await choose(page, 'mish');
    expect(new URL(page.url()).search).toBe('?f=mish&with=elu&with.alpha=0.5&kink=left');
    await choose(page, 'softmax'); // has neither a curve to compare nor a kink
    expect(new URL(page.url()).search).toBe('?f=softmax');
    await page.goBack();
    await page.goBack();
    expect(new URL(page.url()).search).toBe(search);
    expect((await valuesTable(page))[0][1]).toBe('silu');
    expect(await page.getByRole('spinbutton', { name: 'beta of silu' }).inputValue()).toBe('1.702');
    await page.getByRole('button', { name: 'Check silu' }).waitFor();
  });

  it('ignore what makes no sense in an address', async () => {
    const { page, complaints } = await open({ search: '?f=hardtanh&min=2&max=x&with=nothing&kink=up' });
    expect(await page.getByRole('spinbutton', { name: 'min of hardtanh' }).inputValue()).toBe('-1');
    expect(await page.locator('.curve').count()).toBe(2);
    expect(await page.getByRole('radio', { name: 'right' }).isChecked()).toBe(true);
    expect(await page.locator('#notice').textContent()).toBe('');
    expect(complaints).toEqual([]);
  });
});
