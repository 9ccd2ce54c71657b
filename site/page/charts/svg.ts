const NAMESPACE = 'http://www.w3.org/2000/svg';

export type Child = SVGElement | string;

/** A new element of a drawing. Colours are style.css's, by class, so that they follow the scheme. */
export function svg(
  tag: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: readonly Child[]
): SVGElement {
  const element = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** A chart as wide as `host`. Returns what draws it again. */
export function chart(
  host: HTMLElement,
  heightAt: (width: number) => number,
  draw: (width: number) => readonly SVGElement[],
): () => void {
  const root = svg('svg', { 'aria-hidden': 'true' }); // `host` has the words
  host.append(root);
  const redraw = () => {
    const width = host.clientWidth;
    if (width === 0) return; // not shown yet
    const height = heightAt(width);
    root.setAttribute('width', String(width));
    root.setAttribute('height', String(height));
    root.setAttribute('viewBox', `0 0 ${width} ${height}`);
    root.replaceChildren(...draw(width));
  };
  new ResizeObserver(redraw).observe(host);
  return redraw;
}
