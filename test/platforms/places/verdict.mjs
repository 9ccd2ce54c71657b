/**
 * What is wrong with an outcome, in words; nothing where the expected backend gave Node's results and so did the twins.
 *
 * @param {import('./program/program.mjs').Outcome} outcome
 * @param {string} expected the backend
 * @param {Record<string, string>} reference hashes
 */
export function faults({ backend, reason, hashes, twins }, expected, reference) {
  /** @param {Record<string, string>} found */
  const differing = (found) => Object.keys({ ...reference, ...found }).filter((key) => found[key] !== reference[key]);
  const found = Object.keys(hashes).length === 0 ? ['no activation was found'] : [];
  if (backend !== expected) found.push(`${backend} ran, not ${expected}: ${reason}`);
  for (const key of differing(hashes)) found.push(`another result: ${key}`);
  for (const key of differing(twins)) found.push(`another result by the twin: ${key}`);
  return found;
}
