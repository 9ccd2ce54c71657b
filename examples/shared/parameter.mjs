/** Numbers that are learned, and the gradient of the loss with respect to each. */
export class Parameter {
  /**
   * Uniform between -limit and limit.
   *
   * @param {number} length
   * @param {number} limit
   * @param {() => number} random
   */
  constructor(length, limit, random) {
    this.value = Float32Array.from({ length }, () => limit * (2 * random() - 1));
    this.gradient = new Float32Array(length);
  }
}

/**
 * Views of an array's parts of equal length.
 *
 * @param {Float32Array} array
 * @param {number} length
 */
export function parts(array, length) {
  return Array.from({ length: array.length / length }, (_, i) => array.subarray(i * length, (i + 1) * length));
}
