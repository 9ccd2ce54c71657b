import { Parameter } from '../shared/parameter.mjs';
import * as products from '../shared/products.mjs';

/**
 * The MLP of a transformer block, SwiGLU, and the residual around it. A row of x and y is a token:
 *
 *     gate = x G^T,  up = x U^T
 *     h = silu(gate + b) * up
 *     y = x + h D^T
 *
 * Shazeer, "GLU Variants Improve Transformer", arXiv:2002.05202, 2020. Widths are multiples of four.
 */
export class Mlp {
  /**
   * @param {Pick<import('wasm-activations').Activations, 'silu' | 'channelSums' | 'alloc'>} instance
   * @param {{ tokens: number, width: number, hidden: number }} sizes
   * @param {() => number} random
   */
  constructor({ silu, channelSums, alloc }, { tokens, width, hidden }, random) {
    this.silu = silu;
    this.channelSums = channelSums;
    this.width = width;
    this.hidden = hidden;
    this.gateWeights = new Parameter(hidden * width, 1 / Math.sqrt(width), random);
    this.upWeights = new Parameter(hidden * width, 1 / Math.sqrt(width), random);
    this.downWeights = new Parameter(width * hidden, 1 / Math.sqrt(hidden), random);
    this.bias = new Parameter(hidden, 0, random);
    this.parameters = [this.gateWeights, this.upWeights, this.downWeights, this.bias];
    /** The arrays that silu reads and writes lie in the kernels' memory. */
    this.gate = alloc(tokens * hidden);
    this.up = alloc(tokens * hidden);
    this.h = alloc(tokens * hidden);
    this.dGate = alloc(tokens * hidden);
    this.dUp = alloc(tokens * hidden);
    this.dH = alloc(tokens * hidden);
    this.y = new Float32Array(tokens * width);
    this.dX = new Float32Array(tokens * width);
  }

  /**
   * Returns y.
   *
   * @param {Float32Array} x
   */
  forward(x) {
    const { silu, gate, up, h, y, width, hidden } = this;
    gate.fill(0);
    products.forward(x, this.gateWeights.value, gate, width, hidden);
    up.fill(0);
    products.forward(x, this.upWeights.value, up, width, hidden);
    silu(gate, { bias: this.bias.value, times: up, out: h });
    y.set(x);
    products.forward(h, this.downWeights.value, y, hidden, width);
    return y;
  }

  /**
   * After `forward`: adds the gradients by the parameters to theirs, and returns the one by x.
   *
   * @param {Float32Array} x
   * @param {Float32Array} dY
   */
  backward(x, dY) {
    const { silu, channelSums, gate, up, h, dGate, dUp, dH, dX, width, hidden } = this;
    products.toWeights(dY, h, this.downWeights.gradient, hidden, width);
    dH.fill(0);
    products.toInputs(dY, this.downWeights.value, dH, hidden, width);

    // h = silu(gate + b) * up is a product: one factor's gradient is dH times the other factor.
    const bias = this.bias.value;
    silu.grad(gate, { dy: dH, bias, times: up, out: dGate });
    silu(gate, { bias, times: dH, out: dUp });
    for (const [i, sum] of channelSums(dGate, { channels: hidden }).entries()) this.bias.gradient[i] += sum;

    products.toWeights(dGate, x, this.gateWeights.gradient, width, hidden);
    products.toWeights(dUp, x, this.upWeights.gradient, width, hidden);
    dX.set(dY);
    products.toInputs(dGate, this.gateWeights.value, dX, width, hidden);
    products.toInputs(dUp, this.upWeights.value, dX, width, hidden);
    return dX;
  }
}
