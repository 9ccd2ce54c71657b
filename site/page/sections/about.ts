import { type Choices, shownOf } from '../choice.js';
import { formulas } from '../formulas.js';
import type { Name } from '../functions/names.js';
import { find, make } from '../ui/dom.js';

/** `text` inside `element`, with what stands between backticks as code. */
function withCode(element: HTMLElement, text: string): HTMLElement {
  element.append(...text.split('`').map((part, i) => (i % 2 === 1 ? make('code', part) : part)));
  return element;
}

/** What the doc comment says about a function. */
function documentation(name: Name): HTMLElement {
  const { formula, points } = formulas[name];
  const entry = make('div');
  const list = make('dl', '', 'points');
  list.append(...points.flatMap(({ label, text }) => [make('dt', label), withCode(make('dd'), text)]));
  entry.append(make('h3', `${name}(x) = ${formula}`), list);
  return entry;
}

/** The documentation of what is shown. */
export function showAbout(choices: Choices): void {
  const host = find(HTMLElement, '#about');
  choices.follow((choice) => host.replaceChildren(...shownOf(choice).map(({ name }) => documentation(name))));
}
