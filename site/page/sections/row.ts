import { bars } from '../charts/bars.js';
import type { Choices } from '../choice.js';
import { rowOf } from '../functions/chosen.js';
import { find } from '../ui/dom.js';
import { float } from '../ui/format.js';
import { showSave } from './save.js';

/** A row, and what a function of rows makes of it. */
export function showRow(choices: Choices): void {
  const figure = find(HTMLElement, '#row');
  const host = find(HTMLElement, '.chart', figure);
  const caption = find(HTMLElement, 'figcaption', figure);
  const draw = bars(host);
  showSave(find(HTMLElement, '.save', figure), () => ({
    svg: find(SVGSVGElement, 'svg', host),
    name: choices.current.f.name,
  }));

  choices.follow(({ f }) => {
    const row = rowOf(f);
    if (row === undefined) return;
    draw(row);
    const sentence = `${row.call} gives ${Array.from(row.y, float).join(', ')}.`;
    caption.textContent = sentence;
    host.ariaLabel = `A bar for each result. ${sentence}`;
  });
}
