/** Activations and what they have to give: the rows of test/specs.ts, translated for Nodes that do not read TypeScript. */
import { readFile } from 'node:fs/promises';
import { transform } from 'esbuild';

const source = await readFile(new URL('../../test/specs.ts', import.meta.url), 'utf8');
const { code } = await transform(source, { loader: 'ts' });
/** @type {{ specs: Record<string, import('../../test/specs.js').Spec> }} */
const { specs } = await import(`data:text/javascript,${encodeURIComponent(code)}`);

/** The names of the activations that act on each element alone. */
export const elementwise = Object.keys(specs);

/** The row of an activation. @param {string} op */
export function specOf(op) {
  if (!(op in specs)) throw new Error(`test/specs.ts has no row for ${op}`);
  return specs[op];
}

/** The parameters of a case, as the function takes them. @param {Pick<import('../cases.mjs').Case, 'op' | 'options'>} benchCase */
export function parametersOf({ op, options }) {
  if (!(op in specs)) return options;
  const given = { ...specs[op].parameters, ...options };
  if (specs[op].precision === 'float64') return given;
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, Math.fround(value)]));
}

/**
 * @param {import('../cases.mjs').Case} benchCase
 * @returns {(v: number, d: number) => number} of an element, and of the element of `dy`
 */
export function definitionOf(benchCase) {
  const spec = specOf(benchCase.op);
  const parameters = parametersOf(benchCase);
  return {
    forward: (/** @type {number} */ v) => spec.forward(v, parameters),
    grad: (/** @type {number} */ v) => spec.derivative(v, 'right', parameters),
    gradDy: (/** @type {number} */ v, /** @type {number} */ d) =>
      spec.isFlat?.(v, 'right', parameters) ? 0 : d * Math.fround(spec.derivative(v, 'right', parameters)),
  }[benchCase.kind];
}
