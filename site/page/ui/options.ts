import type { Choices } from '../choice.js';
import { formulas } from '../formulas.js';
import { withDefaults } from '../functions/chosen.js';
import { type Kind, kindOf, type Name, names, namesByKind } from '../functions/names.js';
import type { Option as Searched } from './combobox.js';
import { make } from './dom.js';

/** What a list writes over the functions of a kind. */
const HEADINGS: Readonly<Record<Kind, string>> = {
  elementwise: 'Of each element',
  rows: 'Of rows',
  channels: 'Of channels',
};

/** A function for a search: also by its formula, and by other names that the doc comment has. */
function searched(name: Name): Searched {
  const { formula, points } = formulas[name];
  return {
    value: name,
    label: name,
    detail: formula,
    text: `${formula} ${points.map(({ text }) => text).join(' ')}`,
  };
}

export const functionOptions: readonly Searched[] = names.map((name) => ({
  ...searched(name),
  group: HEADINGS[kindOf(name)],
}));
/** Those whose curves can lie over each other. */
export const elementwiseOptions: readonly Searched[] = namesByKind.elementwise.map(searched);

/** A plain list of the functions that follows the choice, and changes it. */
export function functionSelect(select: HTMLSelectElement, choices: Choices): void {
  for (const [kind, ofKind] of Object.entries(namesByKind)) {
    const group = Object.assign(make('optgroup'), { label: HEADINGS[kind as Kind] });
    group.append(...ofKind.map((name) => new Option(name, name)));
    select.append(group);
  }
  select.addEventListener('change', () => choices.choose({ f: withDefaults(select.value as Name) }));
  choices.follow(({ f }) => {
    select.value = f.name;
  });
}
