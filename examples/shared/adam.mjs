const RATE = 0.015;
const DECAY_MEAN = 0.9;
const DECAY_SQUARE = 0.999;
const SMALL = 1e-8;

/** Adam, with the paper's constants but for the rate. Kingma and Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015. */
export class Adam {
  /** @param {readonly import('./parameter.mjs').Parameter[]} parameters */
  constructor(parameters) {
    this.states = parameters.map((parameter) => ({
      parameter,
      mean: new Float32Array(parameter.value.length),
      square: new Float32Array(parameter.value.length),
    }));
    // Products and not powers: engines may round ** differently.
    this.meanLeft = 1;
    this.squareLeft = 1;
  }

  /** One step down the gradient, which is then zero. */
  step() {
    this.meanLeft *= DECAY_MEAN;
    this.squareLeft *= DECAY_SQUARE;
    const rate = (RATE * Math.sqrt(1 - this.squareLeft)) / (1 - this.meanLeft);
    for (const { parameter, mean, square } of this.states) {
      const { value, gradient } = parameter;
      for (let i = 0; i < value.length; i++) {
        const g = gradient[i];
        mean[i] += (1 - DECAY_MEAN) * (g - mean[i]);
        square[i] += (1 - DECAY_SQUARE) * (g * g - square[i]);
        value[i] -= (rate * mean[i]) / (Math.sqrt(square[i]) + SMALL);
        gradient[i] = 0;
      }
    }
  }
}
