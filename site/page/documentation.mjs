// What the doc comments in src/functions say, for the page: put in place of FORMULAS (formulas.ts) when it is built.
import { functions } from '../../tools/functions.mjs';

/** The points of a doc comment that say something about the function itself. */
const SHOWN = [
  ...['Rows', 'Channels', 'Derivative', 'Gradient', 'Gradient by x', 'Kinks', 'Special values', 'Accuracy', 'Source'],
];

/** @param {string} text */
function points(text) {
  const [list] = text.split('@example');
  return Array.from(list.matchAll(/^- ([A-Z][^:]*): ((?:.|\n {2})+)/gm), ([, label, said]) => ({
    label,
    text: said.replace(/\{@link (\w+)\}/g, '$1').replace(/\s+/g, ' '),
  })).filter(({ label }) => SHOWN.includes(label));
}

export const define = {
  FORMULAS: JSON.stringify(
    Object.fromEntries(functions.map(({ name, formula, text }) => [name, { formula, points: points(text) }])),
  ),
};
