/** The rows of tools/specs.ts: the elementwise activations, and the results that they must give. */
import { importTypeScript } from './typescript.mjs';

/** @type {{ specs: Record<string, import('./specs.js').Spec> }} */
const { specs } = await importTypeScript(new URL('specs.ts', import.meta.url));

/** The names of the activations that act on each element alone. */
export const elementwise = Object.keys(specs);

/** The row of an activation. @param {string} name */
export function specOf(name) {
  if (!(name in specs)) throw new Error(`tools/specs.ts has no row for ${name}`);
  return specs[name];
}

/** @typedef {{ op: string, options: Record<string, number> }} Call an activation, and the parameters that are not the defaults */

/** All parameters of a call, as the function computes with them. @param {Call} call */
export function parametersOf({ op, options }) {
  if (!(op in specs)) return options;
  const { parameters, precision, roundsParameters } = specs[op];
  const given = { ...parameters, ...options };
  if (precision === 'float64' && !roundsParameters) return given;
  const stays = (/** @type {string} */ key) => roundsParameters && given[key] === parameters[key];
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => [key, stays(key) ? value : Math.fround(value)]),
  );
}

/**
 * The definition in float64, of an element and the element of `dy`.
 * @param {Call & { kind: import('./loops.mjs').Kind }} call
 * @returns {(v: number, d: number) => number}
 */
export function definitionOf({ kind, ...call }) {
  const spec = specOf(call.op);
  const parameters = parametersOf(call);
  return {
    forward: (/** @type {number} */ v) => spec.forward(v, parameters),
    grad: (/** @type {number} */ v) => spec.derivative(v, 'right', parameters),
    gradDy: (/** @type {number} */ v, /** @type {number} */ d) =>
      spec.isFlat?.(v, 'right', parameters) ? 0 : d * Math.fround(spec.derivative(v, 'right', parameters)),
  }[kind];
}
