import { type Name, names } from '../../../tools/specs.js';
import { type Call, callsWith, specOf } from '../../support/calls.js';

export interface Case extends Call {
  readonly activation: Name;
}

/** Each function under every parameter of its sweep, and its gradients at both kinks under the defaults. */
export const cases: readonly Case[] = names.flatMap((activation) => {
  const { parameters, sweep } = specOf(activation);
  const forwards = sweep.map((swept) => callsWith(activation, swept)[0]);
  const gradients = callsWith(activation, parameters).slice(1);
  return [...forwards, ...gradients].map((call) => ({ ...call, activation }));
});
