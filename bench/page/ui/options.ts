import { type Choices, withDefaults } from '../choice.js';
import { formulas } from '../formulas.js';
import { type Name, names } from '../functions.js';
import type { Option as Searched } from './combobox.js';

/** The functions for a search: also by their formula, and by other names that the doc comment has. */
export const functionOptions: readonly Searched[] = names.map((name) => ({
  value: name,
  label: name,
  detail: formulas[name].formula,
  text: `${formulas[name].formula} ${formulas[name].points.map(({ text }) => text).join(' ')}`,
}));

/** A plain list of the functions that follows the choice, and changes it. */
export function functionSelect(select: HTMLSelectElement, choices: Choices): void {
  select.append(...names.map((name) => new Option(name, name)));
  select.addEventListener('change', () => choices.choose({ f: withDefaults(select.value as Name) }));
  choices.follow(({ f }) => {
    select.value = f.name;
  });
}
