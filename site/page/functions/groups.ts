import { byKind, type ElementwiseName, library, type Name, names } from './names.js';

/** The groups of the gallery, in their order. */
export const GROUPS = ['Linear and rectifiers', 'Sigmoids', 'Gates', 'Shrinks', 'Rows'] as const;
export type Group = (typeof GROUPS)[number];

/** The inputs that tell the groups apart. */
const INPUTS = Float32Array.of(-Infinity, -1, 0, 0.25, Infinity);

/** The group follows from the values, so that a new function finds its own. */
function groupOfElementwise(name: ElementwiseName): Group {
  const [first, atMinusOne, atZero, atQuarter, last] = library[name](INPUTS);
  const isCutOff = atMinusOne === 0 && atZero === 0;
  if (last !== Infinity && !isCutOff) return 'Sigmoids'; // bounded above; relu6 is too, but 0 up to 0
  if (first === 0 && atMinusOne < 0) return 'Gates'; // below 0, and back to 0
  if (first === -Infinity && atQuarter < 0.125) return 'Shrinks'; // flat around 0
  return 'Linear and rectifiers';
}

export function groupOf(name: Name): Group {
  return byKind<Name, Group>(name, {
    elementwise: groupOfElementwise,
    channels: () => 'Linear and rectifiers',
    rows: () => 'Rows',
  });
}

export const namesByGroup: readonly { readonly group: Group; readonly names: readonly Name[] }[] = GROUPS.map(
  (group) => ({
    group,
    names: names.filter((name) => groupOf(name) === group).sort((a, b) => a.localeCompare(b, 'en')),
  }),
);
