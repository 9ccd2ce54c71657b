import { formulas } from '../formulas.js';
import { namesByGroup } from '../functions/groups.js';
import { type Name, namesByKind } from '../functions/names.js';
import type { Option } from './combobox.js';

/** A function for a search: also by its formula, and by other names that the doc comment has. */
function searched(name: Name): Option {
  const { formula, points } = formulas[name];
  return {
    value: name,
    label: name,
    detail: formula,
    text: `${formula} ${points.map(({ text }) => text).join(' ')}`,
  };
}

export const functionOptions: readonly Option[] = namesByGroup.flatMap(({ group, names }) =>
  names.map((name) => ({ ...searched(name), group })),
);
/** Those whose curves can lie over each other. */
export const elementwiseOptions: readonly Option[] = namesByKind.elementwise.map(searched);
