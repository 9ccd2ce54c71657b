/**
 * Softmax and cross-entropy in one: writes d(mean loss)/d(logits), which is (softmax - one-hot) / samples.
 * Math.exp may differ in its last bit from engine to engine; within one, every run gets the same.
 *
 * @param {Float32Array} logits
 * @param {readonly number[]} classes
 * @param {Float32Array} gradient
 */
export function softmaxCrossEntropy(logits, classes, gradient) {
  const samples = classes.length;
  const width = logits.length / samples;
  for (let s = 0; s < samples; s++) {
    const row = s * width;
    let most = logits[row]; // subtracted, so that no exp overflows
    for (let c = 1; c < width; c++) most = Math.max(most, logits[row + c]);
    let sum = 0;
    for (let c = 0; c < width; c++) sum += Math.exp(logits[row + c] - most);
    for (let c = 0; c < width; c++) {
      const share = Math.exp(logits[row + c] - most) / sum;
      gradient[row + c] = (share - (c === classes[s] ? 1 : 0)) / samples;
    }
  }
}

/**
 * How many samples have their largest logit at their class.
 *
 * @param {Float32Array} logits
 * @param {readonly number[]} classes
 */
export function countRight(logits, classes) {
  const width = logits.length / classes.length;
  return classes.filter((wanted, s) => {
    const row = logits.subarray(s * width, (s + 1) * width);
    return row.indexOf(Math.max(...row)) === wanted;
  }).length;
}
