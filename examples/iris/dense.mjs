/** @typedef {{ rate: number, momentum: number, decay: number }} Pace how fast to learn */

/**
 * A dense layer, y[s][j] = bias[j] + sum over i of weights[j][i] * x[s][i] for each sample s, that learns by gradient
 * descent with momentum and weight decay. Sums are float64, rounded once where they are stored. Nothing here depends on
 * the backend.
 */
export class Dense {
  /**
   * @param {number} inputs
   * @param {number} outputs
   * @param {number} bias what every bias starts as
   * @param {() => number} random
   */
  constructor(inputs, outputs, bias, random) {
    this.inputs = inputs;
    this.outputs = outputs;
    // Uniform, with variance 2 / inputs. He, Zhang, Ren and Sun, "Delving Deep into Rectifiers", ICCV 2015.
    const limit = Math.sqrt(6 / inputs);
    this.weights = Float32Array.from({ length: outputs * inputs }, () => limit * (2 * random() - 1));
    this.bias = new Float32Array(outputs).fill(bias);
    this.weightsVelocity = new Float32Array(outputs * inputs);
    this.biasVelocity = new Float32Array(outputs);
  }

  /**
   * @param {Float32Array} x
   * @param {Float32Array} y
   */
  forward(x, y) {
    const { inputs, outputs, weights, bias } = this;
    for (let row = 0, k = 0; k < y.length; row += inputs) {
      for (let j = 0; j < outputs; j++, k++) {
        let sum = bias[j];
        for (let i = 0; i < inputs; i++) sum += weights[j * inputs + i] * x[row + i];
        y[k] = sum;
      }
    }
  }

  /**
   * The gradient with respect to x, by the weights as they are before `learn`.
   *
   * @param {Float32Array} dy
   * @param {Float32Array} dx
   */
  backward(dy, dx) {
    const { inputs, outputs, weights } = this;
    for (let row = 0, k = 0; k < dx.length; row += outputs) {
      for (let i = 0; i < inputs; i++, k++) {
        let sum = 0;
        for (let j = 0; j < outputs; j++) sum += weights[j * inputs + i] * dy[row + j];
        dx[k] = sum;
      }
    }
  }

  /**
   * One step down the gradient with respect to weights and bias.
   *
   * @param {Float32Array} x
   * @param {Float32Array} dy
   * @param {Pace} pace
   */
  learn(x, dy, { rate, momentum, decay }) {
    const { inputs, outputs, weights, bias, weightsVelocity, biasVelocity } = this;
    const samples = dy.length / outputs;
    for (let j = 0; j < outputs; j++) {
      for (let i = 0; i < inputs; i++) {
        const k = j * inputs + i;
        let gradient = decay * weights[k];
        for (let s = 0; s < samples; s++) gradient += dy[s * outputs + j] * x[s * inputs + i];
        weightsVelocity[k] = momentum * weightsVelocity[k] - rate * gradient;
        weights[k] += weightsVelocity[k];
      }
      let gradient = 0;
      for (let s = 0; s < samples; s++) gradient += dy[s * outputs + j];
      biasVelocity[j] = momentum * biasVelocity[j] - rate * gradient;
      bias[j] += biasVelocity[j];
    }
  }
}
