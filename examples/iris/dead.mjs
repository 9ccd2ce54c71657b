/**
 * How many hidden units give zero for every sample. A relu unit that does gets no gradient either: no sample corrects its weights.
 *
 * @param {import('./network.mjs').Network} network
 * @param {import('./data.mjs').Samples} samples
 */
export function deadUnits(network, { x, classes }) {
  const passes = network.passes(classes.length);
  network.forward(x, passes);
  let dead = 0;
  for (const { outputs } of passes.slice(0, -1)) {
    const width = outputs.length / classes.length;
    for (let unit = 0; unit < width; unit++) {
      if (classes.every((_, sample) => outputs[sample * width + unit] === 0)) dead++;
    }
  }
  return dead;
}
