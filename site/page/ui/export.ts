/** Drawings as files. */

/** The properties that style.css gives to parts of a drawing. */
const STYLED = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;

/** A copy that needs no style sheet, on the page's background. */
function standalone(drawing: SVGElement): string {
  const copy = drawing.cloneNode(true) as SVGElement;
  const originals = [drawing, ...drawing.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  originals.forEach((original, i) => {
    const style = getComputedStyle(original);
    for (const property of STYLED) copies[i].setAttribute(property, style.getPropertyValue(property));
    copies[i].removeAttribute('class');
  });
  const paper = document.createElementNS(copy.namespaceURI, 'rect');
  paper.setAttribute('width', '100%');
  paper.setAttribute('height', '100%');
  paper.setAttribute('fill', getComputedStyle(document.documentElement).backgroundColor);
  copy.prepend(paper);
  copy.removeAttribute('aria-hidden');
  return new XMLSerializer().serializeToString(copy);
}

function download(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000); // after the browser has begun to read it
}

export function saveSvg(drawing: SVGElement, name: string): void {
  download(new Blob([standalone(drawing)], { type: 'image/svg+xml' }), `${name}.svg`);
}

/** Pixels for each unit of the drawing. */
const SCALE = 2;

/** Rejects where the page's policy allows no image of its own making. */
export async function savePng(drawing: SVGElement, name: string): Promise<void> {
  const url = URL.createObjectURL(new Blob([standalone(drawing)], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = SCALE * Number(drawing.getAttribute('width'));
    canvas.height = SCALE * Number(drawing.getAttribute('height'));
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const file = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
    if (file === null) throw new Error('the picture is too large');
    download(file, `${name}.png`);
  } finally {
    URL.revokeObjectURL(url);
  }
}
