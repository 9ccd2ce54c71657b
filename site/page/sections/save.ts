import { find } from '../ui/dom.js';
import { savePng, saveSvg } from '../ui/export.js';

/** The two buttons that save a drawing. `host` has them, and a line for what went wrong. */
export function showSave(host: HTMLElement, drawing: () => { readonly svg: SVGElement; readonly name: string }): void {
  const problem = find(HTMLElement, '[role=status]', host);
  find(HTMLButtonElement, '.svg', host).addEventListener('click', () => {
    const { svg, name } = drawing();
    problem.textContent = '';
    saveSvg(svg, name);
  });
  find(HTMLButtonElement, '.png', host).addEventListener('click', async () => {
    const { svg, name } = drawing();
    problem.textContent = '';
    try {
      await savePng(svg, name);
    } catch {
      problem.textContent = 'This page may not draw pictures here. SVG works.';
    }
  });
}
