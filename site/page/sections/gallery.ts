import { svg } from '../charts/svg.js';
import { HEIGHT, thumbnail, WIDTH } from '../charts/thumbnail.js';
import { type Choices, toSearch } from '../choice.js';
import { withDefaults } from '../functions/chosen.js';
import { namesByGroup } from '../functions/groups.js';
import type { Name } from '../functions/names.js';
import { find, make } from '../ui/dom.js';
import { showSave } from './save.js';

function tile(name: Name, choices: Choices): HTMLAnchorElement {
  const link = make('a', '', 'tile');
  const size = { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true' };
  link.append(svg('svg', size, ...thumbnail(name)), make('span', name));
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // another tab or window
    event.preventDefault();
    choices.choose({ f: withDefaults(name) });
  });
  return link;
}

const SHEET = { columns: 5, width: 136, height: 92, margin: 24, heading: 32 };

/** All functions in one drawing, to be saved. */
function sheet(): SVGElement {
  const { columns, width, height, margin, heading } = SHEET;
  const parts: SVGElement[] = [];
  let top = margin;
  for (const { group, names } of namesByGroup) {
    parts.push(svg('text', { class: 'group-name', x: margin, y: top + 16 }, group));
    top += heading;
    names.forEach((name, i) => {
      const [left, at] = [margin + (i % columns) * width, top + Math.floor(i / columns) * height];
      parts.push(
        svg('g', { class: 'tile-drawing', transform: `translate(${left} ${at})` }, ...thumbnail(name)),
        svg('text', { class: 'tick', x: left, y: at + HEIGHT + 18 }, name),
      );
    });
    top += Math.ceil(names.length / columns) * height;
  }
  const size = { width: 2 * margin + columns * width, height: top };
  return svg('svg', { ...size, viewBox: `0 0 ${size.width} ${size.height}`, class: 'sheet' }, ...parts);
}

/** All functions as small curves, by group. Each is a link that opens its function. */
export function showGallery(choices: Choices): void {
  const host = find(HTMLElement, '#gallery');
  const tiles = new Map<Name, HTMLAnchorElement>();
  const groups = find(HTMLElement, '.groups', host);
  for (const { group, names } of namesByGroup) {
    const part = make('section');
    const list = make('ul');
    for (const name of names) {
      const link = tile(name, choices);
      tiles.set(name, link);
      const item = make('li');
      item.append(link);
      list.append(item);
    }
    part.append(make('h2', group), list);
    groups.append(part);
  }
  groups.append(find(HTMLElement, '.save', host)); // behind the last group
  showSave(host, () => {
    const drawing = sheet();
    find(HTMLElement, '.sheet-host', host).replaceChildren(drawing); // its styles are computed where it is part of the page
    return { svg: drawing, name: 'wasm-activations' };
  });

  let shown: HTMLAnchorElement | undefined;
  choices.follow((choice) => {
    for (const [name, link] of tiles) link.href = toSearch({ ...choice, f: withDefaults(name) });
    shown?.removeAttribute('aria-current');
    shown = tiles.get(choice.f.name);
    shown?.setAttribute('aria-current', 'true');
    // On a phone the tiles are a strip that scrolls sideways.
    if (shown !== undefined && groups.scrollWidth > groups.clientWidth) {
      const { left, width } = shown.getBoundingClientRect();
      const frame = groups.getBoundingClientRect();
      groups.scrollLeft += left + width / 2 - frame.left - frame.width / 2;
    }
  });
}
