import { type Choices, shownOf } from '../choice.js';
import { formulas } from '../formulas.js';
import type { Name } from '../functions/names.js';
import { find, make } from '../ui/dom.js';

/** `text` inside `element`, with the parts between backticks as code. */
function withCode(element: HTMLElement, text: string): HTMLElement {
  element.append(...text.split('`').map((part, i) => (i % 2 === 1 ? make('code', part) : part)));
  return element;
}

const formula = (name: Name): string => `${name}(x) = ${formulas[name].formula}`;

/** The doc comment of a function. */
function documentation(name: Name, isAlone: boolean): HTMLElement {
  const entry = make('div');
  const list = make('dl', '', 'points');
  list.append(...formulas[name].points.flatMap(({ label, text }) => [make('dt', label), withCode(make('dd'), text)]));
  if (!isAlone) entry.append(make('h3', formula(name))); // else it is the heading of the chart
  entry.append(list);
  return entry;
}

/** The formula of the function over its controls, and below them the documentation of what is shown. */
export function showAbout(choices: Choices): void {
  const host = find(HTMLElement, '#about');
  const heading = find(HTMLElement, '#formula');
  choices.follow((choice) => {
    heading.textContent = formula(choice.f.name);
    const shown = shownOf(choice).flatMap((one) => (one === undefined ? [] : [one.name]));
    host.replaceChildren(...shown.map((name) => documentation(name, shown.length === 1)));
  });
}
