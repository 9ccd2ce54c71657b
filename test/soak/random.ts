/** Random choices that a seed repeats. */
export interface Random {
  /** An integer from 0 to `below` - 1. */
  integer(below: number): number;
  /** Whether something of this probability happens. */
  chance(probability: number): boolean;
  one<T>(choices: readonly T[]): T;
  bits(): number;
}

/** Marsaglia's xorshift, from a seed and a number, mixed, so that each call of a run has choices of its own. */
export function randomOf(seed: number, number: number): Random {
  let state = Math.imul(seed ^ Math.imul(number + 1, 0x9e3779b1), 0x85ebca6b) | 1;
  const bits = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  for (let i = 0; i < 8; i++) bits();
  const integer = (below: number) => Math.floor((bits() / 2 ** 32) * below);
  return {
    bits,
    integer,
    chance: (probability) => bits() / 2 ** 32 < probability,
    one: (choices) => choices[integer(choices.length)],
  };
}
