/**
 * The mean over all rows of -ln softmax(logits)[target]. Overwrites the logits with its gradient,
 * (softmax - one-hot) / rows.
 *
 * @param {Float32Array} logits
 * @param {Uint8Array} targets one for each row
 */
export function crossEntropy(logits, targets) {
  const rows = targets.length;
  const width = logits.length / rows;
  let loss = 0;
  for (let r = 0; r < rows; r++) {
    const row = logits.subarray(r * width, (r + 1) * width);
    let most = row[0]; // subtracted, so that no exp overflows
    for (let i = 1; i < width; i++) most = Math.max(most, row[i]);
    const wanted = row[targets[r]] - most;
    let sum = 0;
    for (let i = 0; i < width; i++) {
      row[i] = Math.exp(row[i] - most);
      sum += row[i];
    }
    loss += Math.log(sum) - wanted;
    for (let i = 0; i < width; i++) row[i] /= sum * rows;
    row[targets[r]] -= 1 / rows;
  }
  return loss / rows;
}
