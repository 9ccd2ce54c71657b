/** The name that somebody meant who mistyped one. */

/** Insertions, deletions and changes of one letter that lead from one word to the other (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries()) {
      next.push(Math.min(next[j] + 1, row[j + 1] + 1, row[j] + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row[to.length];
}

/** Letters alone: `leaky_relu` and `LeakyReLU` are leakyRelu. */
const plain = (word: string): string => word.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** People rarely mistype the first letter. */
const FIRST_LETTER = 0.5;

/** The nearest of `names`; undefined where none is near. */
export function nearest(given: string, names: readonly string[]): string | undefined {
  const wanted = plain(given);
  if (wanted === '') return undefined;
  const distances = names
    .map(plain)
    .map((name) => distance(wanted, name) + (name.startsWith(wanted[0]) ? 0 : FIRST_LETTER));
  const least = Math.min(...distances);
  return least < 1 + wanted.length / 3 ? names[distances.indexOf(least)] : undefined;
}
